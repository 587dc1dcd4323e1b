using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Lora;

/// <summary>Adds payload writers.</summary>
public static class LoraBuilderPayloadExtensions
{
    /// <summary>
    /// Adds a writer for the request of an engine that the built-in ones do not speak to. Models choose it by its name; one with the name of a built-in writer
    /// takes its place.
    /// </summary>
    /// <typeparam name="TWriter">The writer; made once, by dependency injection.</typeparam>
    public static LoraBuilder AddPayloadWriter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWriter>(this LoraBuilder builder)
        where TWriter : class, IGenerationPayloadWriter
    {
        builder.Services.AddSingleton<IGenerationPayloadWriter, TWriter>();
        return builder;
    }
}
