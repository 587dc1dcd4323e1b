using Microsoft.AspNetCore.Http;

namespace Lora.Wire;

/// <summary>Describes the form of an upload to OpenAPI; the form itself is read as a stream.</summary>
/// <param name="Files">The files, under any field name.</param>
internal sealed record UploadForm(IFormFileCollection Files);
