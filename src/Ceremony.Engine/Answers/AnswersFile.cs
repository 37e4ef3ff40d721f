using Ceremony.Core.Scripts;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>A rehearsal's answers, as they stand in their file.</summary>
internal sealed class AnswersFile
{
    /// <summary>The only format there is.</summary>
    public const string FormatName = "ceremony-answers/1";

    private const string EventsKey = "events";
    private static readonly ScriptMark Start = new(1, 1);

    private AnswersFile(AnswerSheet everywhere, AnswerSheet parameters, IReadOnlyDictionary<string, AnswerSheet> steps)
    {
        Everywhere = everywhere;
        Parameters = parameters;
        Steps = steps;
    }

    /// <summary>The answers that hold wherever a step has none of its own.</summary>
    public AnswerSheet Everywhere { get; }

    /// <summary>The answers before the first step.</summary>
    public AnswerSheet Parameters { get; }

    /// <summary>The answers of each step, by its id.</summary>
    public IReadOnlyDictionary<string, AnswerSheet> Steps { get; }

    /// <summary>Reads a file. Throws <see cref="ScriptProblemException"/> where it is not a file of answers.</summary>
    public static AnswersFile Read(byte[] utf8)
    {
        ScriptMap file = YamlTree.Read(utf8);
        var problems = new Problems();
        if (file.Find("format") is not ScriptScalar { Text: FormatName })
        {
            throw new ScriptProblemException(file.Find("format")?.Mark ?? Start, $"\"format\" must be {FormatName}");
        }

        _ = new MapReader(file, "a file of answers", problems).Keys(["format"], ["everywhere", "parameters", "steps"]);
        AnswerSheet everywhere = Sheet(file.Find("everywhere"), "\"everywhere\"", problems);
        AnswerSheet parameters = Sheet(file.Find("parameters"), "\"parameters\"", problems);
        var steps = new Dictionary<string, AnswerSheet>(StringComparer.Ordinal);
        foreach (ScriptMember step in MapReader.Of(file.Find("steps"), "\"steps\"", problems)?.Map.Members ?? [])
        {
            steps.Add(step.Key, Sheet(step.Value, $"the answers of step {Nearest.Quote(step.Key)}", problems, step.Mark, EventsKey));
        }

        return problems.Count == 0 ? new AnswersFile(everywhere, parameters, steps) : throw new ScriptProblemException(problems.All[0]);
    }

    private static AnswerSheet Sheet(ScriptValue? value, string what, Problems problems, ScriptMark? mark = null, string? eventsKey = null)
    {
        ScriptMap map = MapReader.Of(value, what, problems)?.Map ?? new ScriptMap([], mark ?? Start);
        IEnumerable<Answer> answers = map.Members.Where(member => member.Key != eventsKey).Select(member => new Answer(member.Key, member.Mark, Tries(member, problems), member.Value is ScriptList));
        ScriptValue? events = eventsKey is null ? null : map.Find(eventsKey);
        return new AnswerSheet(mark ?? map.Mark, [.. answers], EventsReader.Read(events, problems));
    }

    private static IReadOnlyList<ScriptScalar> Tries(ScriptMember member, Problems problems)
    {
        ScriptScalar[] tries = member.Value switch
        {
            ScriptScalar scalar => [scalar],
            ScriptList list => [.. list.Items.OfType<ScriptScalar>()],
            _ => [],
        };
        if (tries.Length == 0 || (member.Value is ScriptList all && all.Items.Count != tries.Length))
        {
            problems.Add(member.Value.Mark, $"the answer to {Nearest.Quote(member.Key)} must be a text, or a list of texts, one for each try");
        }

        return tries;
    }
}

/// <summary>The answers of one step, or of the time before the first.</summary>
/// <param name="mark">Where it begins.</param>
/// <param name="answers">The answers.</param>
/// <param name="events">What happens in the room meanwhile.</param>
internal sealed class AnswerSheet(ScriptMark mark, IReadOnlyList<Answer> answers, IReadOnlyList<AnswerEvent> events)
{
    /// <summary>Where it begins.</summary>
    public ScriptMark Mark => mark;

    /// <summary>The answers.</summary>
    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>What happens in the room meanwhile.</summary>
    public IReadOnlyList<AnswerEvent> Events => events;

    /// <summary>The first of these questions that has an answer, or null.</summary>
    public Answer? Find(params IReadOnlyList<string> keys) => keys.Select(key => answers.FirstOrDefault(answer => answer.Key == key)).FirstOrDefault(answer => answer is not null);
}
