using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>
/// A request is signed with the key that it is for (RFC 2986 §3): a request for a key that may not sign is refused before it is made, since what a key may do
/// cannot be changed afterwards.
/// </summary>
internal static class RequestChecks
{
    private const string Request = "request-certificate";
    private const string Generate = "generate-key";
    private const string Sign = "sign";

    private sealed record Made(string Id, string? Key, IReadOnlyList<string> Usage);

    /// <summary>Checks the requests among steps in their order.</summary>
    /// <param name="steps">The steps with their fields, as far as they are known.</param>
    /// <param name="problems">Where problems go.</param>
    public static void Check(IEnumerable<(string Id, StepKind Kind, ScriptMap Fields)> steps, Problems problems)
    {
        var made = new List<Made>();
        foreach ((string id, StepKind kind, ScriptMap fields) in steps)
        {
            if (kind.Name == Generate)
            {
                made.Add(new Made(id, (fields.Find("key") as ScriptScalar)?.Text, Usage(fields.Find("usage"))));
            }
            else if (kind.Name == Request && fields.Find("key") is ScriptScalar key && Unfit(key.Text, made) is { } unfit)
            {
                problems.Add(key.Mark, $"the key {Nearest.Quote(unfit.Key ?? "")} of the step \"{unfit.Id}\" may not sign (usage {string.Join(", ", unfit.Usage)}), so it cannot sign its own request; add sign to its usage");
            }
        }
    }

    // Where steps of different paths make keys of one name, the request may be for any of them: only what is wrong with each is a problem.
    private static Made? Unfit(string key, List<Made> made)
    {
        Made[] meant = [.. made.Where(each => each.Key == key || IsReference(key, each.Id))];
        return meant.Length > 0 && meant.All(each => each.Usage.Count > 0 && each.Usage.All(use => use != Sign && !use.Contains("${", StringComparison.Ordinal))) ? meant[0] : null;
    }

    // Before its items are counted, a step with for-each is known by its name alone.
    private static bool IsReference(string key, string id) => key == $"${{step.{id}}}" || (key.StartsWith($"${{step.{id}[", StringComparison.Ordinal) && key.EndsWith("]}", StringComparison.Ordinal));

    private static IReadOnlyList<string> Usage(ScriptValue? usage) => usage is ScriptList list ? [.. list.Items.OfType<ScriptScalar>().Select(item => item.Text)] : [];
}
