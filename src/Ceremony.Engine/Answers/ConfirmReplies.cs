using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Core.Secrets;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>Confirms and refuses for the officers, one after the other, and types the step's number at the end.</summary>
internal sealed class ConfirmReplies(AnswerBook book)
{
    /// <summary>The question for the step's number.</summary>
    public const string StepNumber = "step-number";

    private const string Refusal = "refuse because ";
    private readonly HashSet<Answer> _refusals = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<int> _refused = [];
    private int? _lastPane;

    /// <summary>The questions that a prompt asks.</summary>
    public IReadOnlyList<string> Keys(ConfirmPrompt prompt) =>
        prompt.StepNumber is not null ? [StepNumber] : [.. prompt.Panes.Where(pane => pane.ConfirmedAt is null).SelectMany(Keys)];

    /// <summary>Something else is asked: the next confirmation is a new one.</summary>
    public void Forget()
    {
        _refused.Clear();
        _lastPane = null;
    }

    /// <summary>The reply for the next officer, or the number where all have confirmed.</summary>
    public ConfirmReply Reply(ConfirmPrompt prompt)
    {
        if (prompt.StepNumber is not null)
        {
            return new StepNumberTyped(AnswerBook.Typed(book.Find([StepNumber], [StepNumber], "the step's number"), prompt.Trouble, prompt.Hint ?? prompt.StepNumber));
        }

        int number = NextPane(prompt);
        ConfirmPane pane = prompt.Panes[number];
        string? trouble = _lastPane == number ? prompt.Trouble : null;
        _lastPane = number;
        Answer answer = AnswerOf(pane);
        string text = AnswerBook.Typed(answer, trouble, pane.Hint);
        if (!text.StartsWith(Refusal, StringComparison.Ordinal))
        {
            return new OfficerPinTyped(number, Secret.FromText(text));
        }

        _refusals.Add(answer);
        _refused.Add(number);
        return new OfficerRefused(number, text[Refusal.Length..]);
    }

    // A refusal in the file is used once; after it the general answers hold for the officer.
    private Answer AnswerOf(ConfirmPane pane)
    {
        IReadOnlyList<string> keys = Keys(pane);
        Answer? own = book.Sheet?.Find(keys);
        return own is null || (!own.HasNext && _refusals.Contains(own))
            ? book.Find([], [.. keys, AnswerBook.Pin], $"{pane.Officer} to confirm by {pane.Token}")
            : own;
    }

    // An officer who refused is asked again only when nobody else is left: at the seal of an aborted ceremony the others still sign.
    private int NextPane(ConfirmPrompt prompt)
    {
        int[] open = [.. Enumerable.Range(0, prompt.Panes.Count).Where(pane => prompt.Panes[pane].ConfirmedAt is null)];
        return open.Length > 0
            ? open.OrderBy(_refused.Contains).First()
            : throw new ScriptProblemException(book.Mark, $"everybody has confirmed {book.Where}, and yet a confirmation is asked for{(prompt.Trouble is null ? "" : $": {prompt.Trouble}")}");
    }

    private IReadOnlyList<string> Keys(ConfirmPane pane) =>
        book.SeatOf(pane.Person) is { } seat ? [$"confirm {seat}", $"confirm {pane.Officer}"] : [$"confirm {pane.Officer}"];
}
