using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>A kind of line.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Fields">Its fields besides those of every line.</param>
internal sealed record KnownLine(string Name, FieldList Fields) : INamed
{
    private static readonly FieldList OfEvery = "seq at boot mono by? prev kind step? call? attempt? asks?";

    /// <summary>Whether such a line can come after the seal.</summary>
    public bool CanFollowSeal { get; init; }

    /// <summary>What is wrong with the fields of a line of this kind, each as a clause.</summary>
    public IEnumerable<string> Problems(JsonMap line)
    {
        if (Fields.Missing(line) is { } missing)
        {
            yield return $"the field \"{missing}\" is missing";
        }

        if (Fields.Foreign(line, OfEvery) is { } foreign)
        {
            yield return $"the field \"{foreign}\" does not belong to this kind";
        }

        if (line.Find("call") is not null && (line.Find("attempt") is null || line.Find("asks") is null))
        {
            yield return "it answers a call, but does not say which attempt or what was asked";
        }

        if (FieldShapes.Problem(Name, line) is { } odd)
        {
            yield return odd;
        }
    }
}
