using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Filters;

/// <summary>Says what could not be understood when the framework could not bind a request's parameters, which it answers with an empty 400.</summary>
internal static class BindingFault
{
    public static LoraIssue Of(HttpRequest request)
    {
        if (request.RouteValues.TryGetValue("id", out var id) && !LoraId.TryParse(id as string, out _))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The id in the address is not valid: it has 32 hexadecimal digits.", "id");
        }

        if (request.RouteValues.TryGetValue("number", out var number) && !int.TryParse(number as string, CultureInfo.InvariantCulture, out _))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The part's number in the address is not a whole number.", "number");
        }

        return new LoraIssue(LoraErrorCodes.QueryInvalid, "A parameter in the address cannot be understood. Numbers are written in digits alone.");
    }
}
