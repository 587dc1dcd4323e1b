namespace Lora.Components;

/// <summary>
/// The state of an editable combobox with list autocomplete and manual selection (ARIA Authoring Practices, combobox pattern). Every key, click and response
/// creates a new state. The type has no dependency on the browser, the clock or the client.
/// </summary>
internal sealed record ComboboxState
{
    public static ComboboxState Idle { get; } = new();

    /// <summary>Whether the text box is displayed.</summary>
    public bool IsEditing { get; private init; }

    /// <summary>Whether the list is displayed below the text box.</summary>
    public bool IsOpen { get; private init; }

    public string Text { get; private init; } = string.Empty;

    /// <summary>Whether the options for <see cref="Text"/> are being loaded. Until then, the listed options can't be accepted.</summary>
    public bool IsLoading { get; private init; }

    /// <summary>The error message of the last load; <see langword="null"/> if it succeeded.</summary>
    public string? Error { get; private init; }

    public LoraOptionList List { get; private init; } = LoraOptionList.Empty;

    /// <summary>The index of the active option; -1 if there is none.</summary>
    public int Active { get; private init; } = -1;

    public LoraOption? ActiveOption => Active >= 0 ? List.Options[Active] : null;

    private ComboboxMove Pending { get; init; }

    private int LastIndex => List.Options.Count - 1;

    private bool IsReady => !IsLoading && Error is null;

    /// <summary>Opens the list.</summary>
    /// <param name="kept">The options to show until they are loaded; <see langword="null"/> if there are none.</param>
    public static ComboboxState Begin(LoraOptionList? kept = null) =>
        Idle with { IsEditing = true, IsOpen = true, IsLoading = kept is null, List = kept ?? LoraOptionList.Empty };

    public ComboboxState Type(string text) => IsEditing
        ? this with { Text = text, IsOpen = true, IsLoading = true, Error = null, Active = -1, Pending = ComboboxMove.None }
        : this;

    public ComboboxState Reload() => IsEditing ? this with { IsLoading = true, Error = null, Active = -1 } : this;

    public ComboboxState Loaded(LoraOptionList list)
    {
        if (!IsEditing)
        {
            return this;
        }

        var key = ActiveOption?.Key;
        var kept = key is null ? -1 : IndexOf(list, key);
        var loaded = this with { List = list, IsLoading = false, Error = null, Active = kept, Pending = ComboboxMove.None };
        return IsOpen ? loaded.Move(Pending) : loaded;
    }

    public ComboboxState Failed(string error) =>
        IsEditing ? this with { List = LoraOptionList.Empty, IsLoading = false, Error = error, Active = -1, Pending = ComboboxMove.None } : this;

    public ComboboxStep Click(string key)
    {
        var index = IsOpen && !IsLoading ? IndexOf(List, key) : -1;
        return index >= 0 ? Accept(List.Options[index]) : new ComboboxStep(this);
    }

    public ComboboxStep Press(ComboboxKey key) => !IsEditing ? new ComboboxStep(this) : key switch
    {
        ComboboxKey.Down => Down(),
        ComboboxKey.Up => Up(),
        ComboboxKey.Open => new ComboboxStep(this with { IsOpen = true }),
        ComboboxKey.Close => new ComboboxStep(Shut()),
        ComboboxKey.Enter when !IsOpen => new ComboboxStep(this with { IsOpen = true }),
        ComboboxKey.Enter when !IsLoading && ActiveOption is { } option => Accept(option),
        ComboboxKey.Escape when IsOpen && Text.Length > 0 => new ComboboxStep(Shut()),
        ComboboxKey.Escape => new ComboboxStep(Idle, ComboboxEffect.Leave),
        ComboboxKey.Tab => new ComboboxStep(Idle),
        _ => new ComboboxStep(this),
    };

    private static ComboboxStep Accept(LoraOption option) => new(Idle, ComboboxEffect.Accept, option);

    private static int IndexOf(LoraOptionList list, string key)
    {
        for (var i = 0; i < list.Options.Count; i++)
        {
            if (list.Options[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private ComboboxStep Down()
    {
        var open = this with { IsOpen = true };
        if (!IsReady)
        {
            return new ComboboxStep(open with { Pending = ComboboxMove.First });
        }

        return Active == LastIndex && Active >= 0 && List.HasMore
            ? new ComboboxStep(open with { Pending = ComboboxMove.Next }, ComboboxEffect.LoadMore)
            : new ComboboxStep(open.Move(Active == LastIndex ? ComboboxMove.First : ComboboxMove.Next));
    }

    private ComboboxStep Up()
    {
        var open = this with { IsOpen = true };
        return new ComboboxStep(
            !IsReady ? open with { Pending = ComboboxMove.Last }
            : Active > 0 ? open with { Active = Active - 1, Pending = ComboboxMove.None }
            : open.Move(ComboboxMove.Last));
    }

    private ComboboxState Shut() => this with { IsOpen = false, Active = -1, Pending = ComboboxMove.None };

    private ComboboxState Move(ComboboxMove move) => this with
    {
        Pending = ComboboxMove.None,
        Active = move switch
        {
            ComboboxMove.First => Math.Min(0, LastIndex),
            ComboboxMove.Last => LastIndex,
            ComboboxMove.Next => Math.Min(Active + 1, LastIndex),
            _ => Active,
        },
    };
}
