using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Components.Tests.Selector;

public sealed class ComboboxStateProperties
{
    private static readonly Gen<LoraOptionList> Lists =
        from numbers in Gen.Choose(0, 9).ListOf()
        from more in Gen.Elements(true, false)
        select ComboboxStateTests.List(numbers.Distinct()) with { HasMore = more };

    private static readonly Gen<Action> Actions = Gen.Frequency(
        (8, Gen.Elements(Enum.GetValues<ComboboxKey>()).Select(key => new Action($"press {key}", state => state.Press(key)))),
        (2, Gen.Choose(0, 9).Select(number => new Action($"click {number}", state => state.Click(ComboboxStateTests.Item(number).Id.ToString())))),
        (2, Gen.Elements("", "a", "moss", " ").Select(text => new Action($"type '{text}'", state => new ComboboxStep(state.Type(text))))),
        (4, Lists.Select(list => new Action($"loaded {list.Options.Count}", state => new ComboboxStep(state.Loaded(list))))),
        (1, Gen.Constant(new Action("failed", state => new ComboboxStep(state.Failed("No."))))),
        (1, Gen.Constant(new Action("reload", state => new ComboboxStep(state.Reload())))),
        (1, Gen.Constant(new Action("begin", state => new ComboboxStep(state.IsEditing ? state : ComboboxState.Begin())))));

    [Property(DisplayName = "Any sequence of keys, clicks, input and responses has at most one active option, which exists, and changes the value only by accepting an option", MaxTest = 1000)]
    public Property Random_use_never_breaks_the_rules() => Prop.ForAll(Actions.ListOf().ToArbitrary(), actions =>
    {
        var state = ComboboxState.Begin();
        foreach (var action in actions)
        {
            var before = state;
            var step = action.Apply(before);
            state = step.State;
            Assert.InRange(state.Active, -1, state.List.Options.Count - 1);
            Assert.True(state.Active < 0 || (state.IsOpen && !state.IsLoading), "Only what is shown and current can be active.");
            Assert.True(!state.IsOpen || state.IsEditing, "There is no list without its box.");
            Assert.Equal(step.Effect == ComboboxEffect.Accept, step.Accepted is not null);
            if (step.Accepted is { } accepted)
            {
                Assert.True(before.IsOpen && !before.IsLoading);
                Assert.Contains(accepted, before.List.Options);
                Assert.True(action.Name == "press Enter" ? before.ActiveOption == accepted : action.Name.StartsWith("click", StringComparison.Ordinal));
            }

            if (step.Effect is ComboboxEffect.Accept or ComboboxEffect.Leave)
            {
                Assert.Equal(ComboboxState.Idle, state);
            }
        }
    });

    private sealed record Action(string Name, Func<ComboboxState, ComboboxStep> Apply)
    {
        public override string ToString() => Name;
    }
}
