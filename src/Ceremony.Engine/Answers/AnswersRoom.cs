using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>
/// A room without people: a rehearsal's questions are answered from a file. Whatever does not fit, a question without an answer as well as
/// an answer that is not taken, ends it with an <see cref="AnswersException"/>; nothing is guessed.
/// </summary>
public sealed class AnswersRoom : IRoom
{
    // A question that is asked without end, each time as if for the first time, would otherwise keep a rehearsal going for ever.
    private const int MostPromptsInAStep = 1000;
    private readonly string _file;
    private readonly AnswersFile _answers;
    private readonly AnswerBook _book;
    private readonly Replies _replies;
    private readonly HashSet<AnswerEvent> _happened = new(ReferenceEqualityComparer.Instance);
    private bool _inBreak;
    private int _promptsInStep;

    /// <summary>A room that answers from a file. Throws <see cref="AnswersException"/> where it is not a file of answers.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="utf8">Its bytes.</param>
    public AnswersRoom(string file, byte[] utf8)
    {
        _file = file;
        _answers = Placed(() => AnswersFile.Read(utf8));
        _book = new AnswerBook(_answers);
        _replies = new Replies(_book);
    }

    /// <inheritdoc/>
    public void Update(RoomState state)
    {
        _promptsInStep = state.StepId == _book.StepId ? _promptsInStep : 0;
        _book.Open(state);
    }

    /// <inheritdoc/>
    public IDisposable BeginWork(string what, TimeSpan? usually) => new NoWork();

    /// <inheritdoc/>
    public Task<Outcome<TReply>> Ask<TReply>(Screen screen, Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        _book.Shows(screen);
        return Task.FromResult(Placed<Outcome<TReply>>(() => Event(prompt) is { } happened ? new CameBetween<TReply>(happened) : new Replied<TReply>(Reply(prompt))));
    }

    /// <summary>
    /// Answers in the file to questions that were never asked, as <c>file:line:column: sentence</c>, once the ceremony is over. Answers under
    /// <c>everywhere</c> may stay unasked.
    /// </summary>
    /// <param name="doneBefore">After a resume, the steps that were done before it; their answers may stay unasked too. Null without one.</param>
    public IReadOnlyList<string> Unasked(IReadOnlySet<string>? doneBefore = null)
    {
        var problems = new Problems();
        if (doneBefore is null)
        {
            AddUnasked("", _answers.Parameters, "before the first step", problems);
        }

        foreach ((string step, AnswerSheet sheet) in _answers.Steps.Where(step => doneBefore?.Contains(step.Key) != true))
        {
            AddUnasked(step, sheet, $"in the step {Nearest.Quote(step)}", problems);
        }

        return [.. problems.All.Select(problem => problem.At(_file))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private TReply Reply<TReply>(Prompt<TReply> prompt)
        where TReply : RoomReply => ++_promptsInStep > MostPromptsInAStep
        ? throw new ScriptProblemException(_book.Mark, $"more than {MostPromptsInAStep} questions are asked {_book.Where}")
        : _replies.To(prompt);

    private RoomEvent? Event(Prompt prompt)
    {
        // The break's own screen waits for the room to be complete again; nothing happens on it.
        if (_inBreak && prompt is GoOnPrompt)
        {
            _inBreak = false;
            return null;
        }

        IReadOnlyList<string> keys = _replies.Keys(prompt);
        AnswerEvent? next = _book.Sheet?.Events.FirstOrDefault(each => !_happened.Contains(each) && (each.Before is null || keys.Contains(each.Before)));
        if (next is null)
        {
            return null;
        }

        _happened.Add(next);
        _inBreak = next.Event is BreakTaken;
        return next.Event;
    }

    private void AddUnasked(string step, AnswerSheet sheet, string where, Problems problems)
    {
        foreach (Answer answer in sheet.Answers)
        {
            if (!answer.WasUsed)
            {
                problems.Add(answer.Mark, $"{Nearest.Quote(answer.Key)} was never asked {where}{Meant(step, answer.Key) ?? "; remove the answer"}");
            }
            else if (answer.FirstUnused is { } left)
            {
                problems.Add(left.Mark, $"{Nearest.Quote(answer.Key)} was asked fewer times {where}; remove this answer and those after it");
            }
        }

        foreach (AnswerEvent missed in sheet.Events.Where(each => !_happened.Contains(each)))
        {
            problems.Add(missed.Mark, $"{(missed.Before is null ? "nothing was asked" : $"{Nearest.Quote(missed.Before)} was never asked")} {where}, so the event never happened");
        }
    }

    private string? Meant(string step, string question) => _book.AskedIn(step).ToArray() is { Length: > 0 } asked
        ? Nearest.Find(question, asked) is { } near ? $"; did you mean {Nearest.Quote(near)}?" : null
        : Nearest.Find(step, _book.Steps.Where(each => !_answers.Steps.ContainsKey(each))) is { } other ? $"; did you mean the step {Nearest.Quote(other)}?" : null;

    private T Placed<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (ScriptProblemException trouble)
        {
            string warning = _book is { Warning.Length: > 0 } ? $"; the screen says: {_book.Warning.TrimEnd('.')}" : "";
            throw new AnswersException(_file, trouble.Problem with { Sentence = trouble.Problem.Sentence + warning }, _book?.IsFault == true);
        }
    }

    private sealed class NoWork : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
