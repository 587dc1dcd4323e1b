using Lora.AspNetCore.Filters;

namespace Lora.AspNetCore.Endpoints;

/// <summary>A file in a form that is being read. Its bytes are gone once the next one is asked for.</summary>
internal sealed record FormFile(string Name, RequestBody Content);
