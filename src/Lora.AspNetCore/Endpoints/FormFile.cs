using Lora.AspNetCore.Filters;

namespace Lora.AspNetCore.Endpoints;

/// <summary>A file of a form. Its content can be read until the next file is requested.</summary>
internal sealed record FormFile(string Name, RequestBody Content);
