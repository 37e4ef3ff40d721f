using Ceremony.Core.Desk;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Keys;

/// <summary>How far people have come with the answer to a prompt.</summary>
internal abstract record PromptUi
{
    /// <summary>Where an answer to the prompt begins.</summary>
    public static PromptUi For(Prompt? prompt) => prompt switch
    {
        FormPrompt form => FormUi.For(form.Form),
        ChoicePrompt choice => new ChoiceUi(Offered.In(choice).Count - 1),
        PinPrompt { IsNew: true } => new PinUi(new PinBuffer(PinBuffer.LongestNew), new PinBuffer(PinBuffer.LongestNew), IsAgain: false),
        PinPrompt => new PinUi(new PinBuffer(), new PinBuffer(), IsAgain: false),
        ConfirmPrompt confirm => ConfirmUi.For(confirm),
        ShowSecretPrompt => new SecretUi(new PinBuffer()),
        _ => new NothingTyped(),
    };

    /// <summary>Zeroes the secrets.</summary>
    public virtual void Wipe()
    {
    }
}

/// <summary>Nothing can be typed.</summary>
internal sealed record NothingTyped : PromptUi;

/// <summary>A form: the text of each field, and the field being filled in.</summary>
/// <param name="Field">The field, counted from 0.</param>
/// <param name="Lines">One per field.</param>
/// <param name="Refusal">Why the field's answer was not taken, or null.</param>
internal sealed record FormUi(int Field, IReadOnlyList<EditLine> Lines, string? Refusal = null) : PromptUi
{
    /// <summary>Whether anything was typed or chosen since the form was asked: what was wrong with the answers before is then no longer told.</summary>
    public bool IsTouched { get; init; }

    /// <summary>The same on the field of that name, where there is one, as it was before anything was typed.</summary>
    public FormUi At(Form form, string field) =>
        this with { Field = Math.Max(0, form.Fields.Select(each => each.Name).ToList().IndexOf(field)), Refusal = null, IsTouched = false };

    public static FormUi For(Form form) => new(0, [.. form.Fields.Select(field => new EditLine(field.Initial))]);
}

/// <summary>A choice among several.</summary>
/// <param name="Selected">The selected one, counted from 0.</param>
internal sealed record ChoiceUi(int Selected) : PromptUi;

/// <summary>A PIN, or a new one that is typed twice.</summary>
/// <param name="Pin">What was typed.</param>
/// <param name="Again">What was typed the second time.</param>
/// <param name="IsAgain">Whether it is being typed the second time.</param>
/// <param name="Trouble">What is wrong with it, or null.</param>
internal sealed record PinUi(PinBuffer Pin, PinBuffer Again, bool IsAgain, string? Trouble = null) : PromptUi
{
    /// <summary>Where the next character goes.</summary>
    public PinBuffer Current => IsAgain ? Again : Pin;

    public override void Wipe()
    {
        Pin.Wipe();
        Again.Wipe();
    }
}

/// <summary>Officers confirming.</summary>
/// <param name="Pane">Whose pane has the keyboard, counted from 0.</param>
/// <param name="Pin">That officer's PIN.</param>
/// <param name="Number">The step's number, once it is asked for.</param>
internal sealed record ConfirmUi(int Pane, PinBuffer Pin, EditLine Number) : PromptUi
{
    public static ConfirmUi For(ConfirmPrompt prompt) => new(Math.Max(0, FirstOpen(prompt)), new PinBuffer(), EditLine.Empty);

    public override void Wipe() => Pin.Wipe();

    private static int FirstOpen(ConfirmPrompt prompt) => prompt.Panes.TakeWhile(pane => pane.ConfirmedAt is not null).Count() is int count && count < prompt.Panes.Count
        ? count
        : 0;
}

/// <summary>A secret being shown to its holder.</summary>
/// <param name="Typed">What the holder typed.</param>
internal sealed record SecretUi(PinBuffer Typed) : PromptUi
{
    /// <summary>How many times it was shown.</summary>
    public long TimesShown { get; init; }

    /// <summary>How long it was shown, in milliseconds, before the present showing.</summary>
    public long MillisecondsBefore { get; init; }

    /// <summary>When the present showing began, in milliseconds of the room's clock; null while it is hidden.</summary>
    public long? Since { get; init; }

    /// <summary>When the present showing ends.</summary>
    public long Until { get; init; }

    /// <summary>Whether it is shown now.</summary>
    public bool IsShown => Since is not null;

    /// <summary>How long it was shown in all.</summary>
    public long MillisecondsShown(long now) => MillisecondsBefore + (Since is { } since ? Math.Max(0, now - since) : 0);

    /// <summary>The same, hidden.</summary>
    public SecretUi Hidden(long now) => this with { MillisecondsBefore = MillisecondsShown(now), Since = null };

    public override void Wipe() => Typed.Wipe();
}
