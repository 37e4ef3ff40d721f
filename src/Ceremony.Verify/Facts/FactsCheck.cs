using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Each fact that a step states rests on what was performed or seen in that step.</summary>
internal static class FactsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var deeds = new Deeds(evidence);
        return Check.Later(evidence, deeds.Take).Concat(Check.EachLine(["step-done"], line => Form(evidence.Rules, line)
                .Concat(Evidence.Facts(line).Select(fact => Problem(new FactBasis(evidence, deeds, line, evidence.RegistryAfter(line)), fact)).OfType<string>())
                .Concat(Missing(evidence, deeds, line))
                .Concat(StepDeeds.Problem(deeds, line, Evidence.Facts(line)) is { } problem ? [problem] : [])));
    }

    // A finished step has done what it is for.
    private static IEnumerable<string> Missing(Evidence evidence, Deeds deeds, JournalLine line)
    {
        string? kind = evidence.KindOf(line);
        if (kind is null || evidence.Rules.Steps.Find(kind) is not { } known)
        {
            return [$"\"{kind}\" is not a known kind of step"];
        }

        if (kind == "clear-backups" && !ExceptionEnd.Is(line) && OldPins.Problem(evidence, line) is { } left)
        {
            return [left];
        }

        HashSet<string> there = [.. Evidence.Facts(line).Select(fact => fact.Name)];
        return ExceptionEnd.Is(line) ? [] : StepsWithoutFacts.Problem(deeds, line, kind) is { } problem ? [problem] : known.Needs.Where(names => !names.Split('|').Any(there.Contains))
            .Select(names => $"the step is done, but without the fact \"{names.Replace("|", "\" or \"", StringComparison.Ordinal)}\" that a step of the kind {kind} has");
    }

    // Nested fields are compared with what the program's own reader makes of them.
    private static IEnumerable<string> Form(Rules rules, JournalLine line) => line.Json["facts"].AsList().Select(fact => fact.AsMap())
        .Where(fact => rules.Facts.Find(fact.Text("fact"))?.Fits(fact) == false || CeremonyFact.FromJson(fact).ToJson() != fact)
        .Select(fact => $"the fact \"{fact.Text("fact")}\" does not have the fields it should have");

    private static string? Problem(FactBasis basis, CeremonyFact fact) => basis.Evidence.Rules.Facts.Find(fact.Name) is { } known
        ? known.Basis(basis, fact)
        : $"edition {Evidence.Text(basis.Evidence.Rules.Edition)} has no fact \"{fact.Name}\"";
}
