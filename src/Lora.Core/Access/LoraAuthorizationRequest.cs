using System.Security.Claims;
using Lora.Catalog;

namespace Lora;

/// <summary>What a user wants to do. In a web application it is also the resource that authorization handlers of the host receive.</summary>
/// <param name="User">The user.</param>
/// <param name="Workspace">The user's workspace.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Lora">The LoRA or the upload it is about; <see langword="null"/> if it is not about one. It may belong to another workspace, or not exist.</param>
public sealed record LoraAuthorizationRequest(ClaimsPrincipal User, LoraWorkspaceId Workspace, LoraOperation Operation, LoraId? Lora);
