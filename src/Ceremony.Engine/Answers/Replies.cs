using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Core.Secrets;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>Makes the reply to each kind of prompt out of the answers. Throws <see cref="ScriptProblemException"/> where they do not fit.</summary>
internal sealed class Replies(AnswerBook book) : IRespondent
{
    private const string Words = "words";
    private const string GoOn = "go-on";
    private const string Seen = "seen";
    private const long MillisecondsShown = 1000;
    private readonly ConfirmReplies _confirm = new(book);
    private readonly HashSet<Answer> _chosen = new(ReferenceEqualityComparer.Instance);

    /// <summary>The questions that a prompt asks.</summary>
    public IReadOnlyList<string> Keys(Prompt prompt) => prompt switch
    {
        FormPrompt form => [.. form.Form.Fields.Select(field => field.Name)],
        ChoicePrompt choice => [choice.Key],
        PinPrompt pin => [pin.Key],
        ShowSecretPrompt secret => [secret.Key],
        ConfirmPrompt confirm => _confirm.Keys(confirm),
        _ => [GoOn],
    };

    /// <summary>The reply.</summary>
    public TReply To<TReply>(Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        if (prompt is not ConfirmPrompt)
        {
            _confirm.Forget();
        }

        return prompt.PutTo(this);
    }

    WentOn IRespondent.GoOn(GoOnPrompt prompt) => new();

    PinTyped IRespondent.TypePin(PinPrompt prompt) =>
        new(Secret.FromText(AnswerBook.Typed(book.Find([prompt.Key], [prompt.Key, AnswerBook.Pin], prompt.What), prompt.Trouble, prompt.Hint)));

    ConfirmReply IRespondent.Confirm(ConfirmPrompt prompt) => _confirm.Reply(prompt);

    FormFilled IRespondent.Fill(FormPrompt prompt)
    {
        (FormField Field, Answer Answer)[] fields = [.. prompt.Form.Fields.Select(field => (field, AnswerOf(field)))];
        if (prompt.Trouble is not null && !fields.Any(each => Changes(each.Answer)))
        {
            string names = string.Join(", ", fields.Select(each => Nearest.Quote(each.Field.Name)));
            throw new ScriptProblemException(fields.Length == 0 ? book.Mark : fields[0].Answer.Mark, $"the answer to {names} was not taken {book.Where}: {prompt.Trouble}");
        }

        return new FormFilled(new Core.Desk.Answers(fields.ToDictionary(each => each.Field.Name, each => Fitting(each.Field, each.Answer, prompt.Trouble))));
    }

    private Answer AnswerOf(FormField field) => book.Find([field.Name], field.AsShown is null ? [field.Name] : [field.Name, Words], field.Label);

    // A text that stays the same is typed again beside a field whose answer changes; nobody knows which of them the trouble is about.
    private static bool Changes(Answer answer) => answer.HasNext || answer.IsAsShown;

    // As the room of people does: what does not fit the field is not sent on, but typed again.
    private static string Fitting(FormField field, Answer answer, string? trouble)
    {
        string? refusal = Changes(answer) ? trouble : null;
        string text;
        do
        {
            text = AnswerBook.Typed(answer, refusal, field.AsShown);
            refusal = field.Refuse(text);
        }
        while (refusal is not null);
        return text;
    }

    Chose IRespondent.Choose(ChoicePrompt prompt)
    {
        string[] choices = [.. prompt.Choices.Select(choice => choice.Key)];
        Answer answer = book.Find([prompt.Key], [prompt.Key], $"one of {string.Join(", ", choices)}");
        if (!answer.HasNext && !_chosen.Add(answer))
        {
            throw new ScriptProblemException(answer.Mark, $"{Nearest.Quote(prompt.Key)} is asked once more {book.Where}; give a list with one choice for each try");
        }

        string chosen = answer.Next(null);
        return choices.Contains(chosen)
            ? new Chose(chosen)
            : throw new ScriptProblemException(answer.Mark, $"{Nearest.Quote(chosen)} is not a choice for {Nearest.Quote(prompt.Key)}{Nearest.Hint(chosen, choices)}");
    }

    SecretReply IRespondent.ReadBack(ShowSecretPrompt prompt)
    {
        Answer answer = book.Find([prompt.Key, AnswerBook.Pin], [prompt.Key, AnswerBook.Pin], $"{prompt.What}, typed back by {prompt.Holder}");
        string text = answer.Next(prompt.Trouble);
        return text switch
        {
            Seen => new SecretSeen(1, MillisecondsShown),
            Answer.AsShown => new SecretReadBack(prompt.Secret.Copy(), 1, MillisecondsShown),
            _ => new SecretReadBack(Secret.FromText(text), 1, MillisecondsShown),
        };
    }
}
