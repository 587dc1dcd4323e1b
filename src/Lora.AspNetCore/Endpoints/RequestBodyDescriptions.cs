using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Describes request bodies that endpoints read as streams to the API explorer and OpenAPI.</summary>
internal sealed class RequestBodyDescriptions : IApiDescriptionProvider
{
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var description in context.Results)
        {
            if (description.ActionDescriptor.EndpointMetadata?.OfType<RequestBodyMetadata>().FirstOrDefault() is { } body)
            {
                description.SupportedRequestFormats.Clear();
                description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = body.ContentType });
                description.ParameterDescriptions.Add(new ApiParameterDescription
                {
                    Name = "body",
                    Type = body.Type,
                    Source = BindingSource.Body,
                    IsRequired = true,
                    ParameterDescriptor = new ParameterDescriptor { Name = "body", ParameterType = body.Type },
                });
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }
}
