using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Workspace;

/// <summary>Every operation, alone and combined with view permission, which the library requires for the others.</summary>
internal static class AllowedOperations
{
    public static TheoryData<LoraOperation, bool> All { get; } = Each();

    public static ComponentTest Page(LoraOperation operation, bool alsoView)
    {
        var page = new ComponentTest();
        page.Client.Allow(Of(operation, alsoView));
        return page;
    }

    public static LoraOperation[] Of(LoraOperation operation, bool alsoView) => alsoView ? [operation, LoraOperation.View] : [operation];

    /// <summary>Asserts that each control is rendered if and only if all required operations are allowed.</summary>
    public static void Check(IReadOnlyCollection<LoraOperation> allowed, params (string Control, bool IsThere, LoraOperation[] Needs)[] controls) => Assert.Equal(
        controls.Select(control => (control.Control, control.Needs.All(allowed.Contains))),
        controls.Select(control => (control.Control, control.IsThere)));

    private static TheoryData<LoraOperation, bool> Each()
    {
        var data = new TheoryData<LoraOperation, bool>();
        foreach (var operation in Enum.GetValues<LoraOperation>())
        {
            data.Add(operation, false);
            data.Add(operation, true);
        }

        return data;
    }
}
