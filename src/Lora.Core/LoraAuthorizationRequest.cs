using System.Security.Claims;

namespace Lora;

/// <summary>What a user wants to do. In a web application it is also the resource that authorization handlers of the host receive.</summary>
/// <param name="User">The user.</param>
/// <param name="Workspace">The user's workspace.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Lora">
/// The LoRA or the upload that the request names; <see langword="null"/> if it names none. It may belong to another workspace, or not exist. Lists, searches, pairs, duplicates and
/// generation are authorized as a whole, so this cannot hide single LoRAs from users of a workspace: give those a workspace of their own.
/// </param>
public sealed record LoraAuthorizationRequest(ClaimsPrincipal User, LoraWorkspaceId Workspace, LoraOperation Operation, LoraId? Lora);
