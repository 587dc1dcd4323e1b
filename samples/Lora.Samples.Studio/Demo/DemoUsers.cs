using Microsoft.AspNetCore.Mvc;

namespace Lora.Samples.Studio.Demo;

/// <summary>Lets a visitor switch between the demo users.</summary>
internal static class DemoUsers
{
    public static void MapDemoUsers(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/demo-user", (HttpContext context, [FromForm] string user) =>
        {
            if (DemoUserHandler.Users.ContainsKey(user))
            {
                context.Response.Cookies.Append(DemoUserHandler.Cookie, user, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
            }

            return Results.LocalRedirect("/");
        });
}
