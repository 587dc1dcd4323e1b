using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Filters;

/// <summary>Describes parameters that the framework could not bind, to which it responds with an empty 400.</summary>
internal static class BindingError
{
    public static LoraIssue Of(HttpRequest request)
    {
        if (request.RouteValues.TryGetValue("id", out var id) && !LoraId.TryParse(id as string, out _))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The id in the URL is not valid. An id has 32 hexadecimal digits.", "id");
        }

        if (request.RouteValues.TryGetValue("number", out var number) && !int.TryParse(number as string, CultureInfo.InvariantCulture, out _))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The part number in the URL is not a whole number.", "number");
        }

        return new LoraIssue(LoraErrorCodes.QueryInvalid, "A parameter in the URL is not valid. Write numbers in digits only.");
    }
}
