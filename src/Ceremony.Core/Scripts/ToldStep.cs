using System.Runtime.CompilerServices;

namespace Ceremony.Core.Scripts;

/// <summary>A step as a script tells of it, under one of the choices that it can be done under.</summary>
/// <param name="Id">Its id; <c>id[n]</c> for the n-th item of a for-each.</param>
/// <param name="Mark">Where it begins.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Fields">Its fields; references stay where nobody knows yet what they stand for.</param>
/// <param name="Under">The answers under which it is done like this: parameter to value.</param>
public sealed record ToldStep(string Id, ScriptMark Mark, StepKind Kind, ScriptMap Fields, IReadOnlyDictionary<string, string> Under)
{
    private readonly Lazy<IStep?> _bound = new(() => Read(Kind, Fields));

    /// <summary>The step with its fields; null where they are not known well enough. It is asked for by each step after it, and made once.</summary>
    public IStep? Bound => _bound.Value;

    /// <summary>Whether it is the very same: each is told once.</summary>
    public bool Equals(ToldStep? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>Whether a text holds no reference that would have to be filled in first.</summary>
    public static bool IsKnown(string text) => !text.Contains("${", StringComparison.Ordinal);

    /// <summary>The text of a field, or what holds where it is left out; null where it is not known, or there is none.</summary>
    public string? Text(string field) => Named(field) is { } text && IsKnown(text) ? text : null;

    /// <summary>The same, also with references in it.</summary>
    public string? Named(string field) => Fields.Find(field) switch
    {
        null => Kind.Fields.FirstOrDefault(each => each.Name == field)?.Default,
        ScriptScalar scalar => scalar.Text,
        _ => null,
    };

    /// <summary>The texts of a list; null where one of them is not known, or there is no list.</summary>
    public IReadOnlyList<string>? Texts(string field) =>
        Fields.Find(field) is ScriptList list && list.Items.All(item => item is ScriptScalar scalar && IsKnown(scalar.Text))
            ? [.. list.Items.Cast<ScriptScalar>().Select(item => item.Text)]
            : null;

    /// <summary>The types of a subject's attributes, in its order; null where there is no subject.</summary>
    public IReadOnlyList<string>? AttributesOf(string field) => Fields.Find(field) is ScriptList list && list.Items.All(item => item is ScriptMap { Members.Count: 1 })
        ? [.. list.Items.Cast<ScriptMap>().Select(item => item.Members[0].Key)]
        : null;

    /// <summary>Where a field stands; where the step begins if it is left out.</summary>
    public ScriptMark MarkOf(string field) => Fields.Find(field)?.Mark ?? Mark;

    /// <summary>Whether both can be done in one ceremony: no parameter would need two values.</summary>
    public bool CanMeet(ToldStep other) => Under.All(each => !other.Under.TryGetValue(each.Key, out string? value) || value == each.Value);

    private static IStep? Read(StepKind kind, ScriptMap fields)
    {
        try
        {
            return kind.Bind(fields);
        }
        catch (ScriptProblemException)
        {
            return null;
        }
    }
}
