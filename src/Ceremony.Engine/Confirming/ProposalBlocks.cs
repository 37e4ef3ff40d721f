using Ceremony.Core.Actions;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>
/// What is read before actions are agreed to, each thing once: of each action its sentence, what of it cannot be undone, and its details; then of what the step says the rest.
/// Sentences and details come from the actions themselves.
/// </summary>
internal static class ProposalBlocks
{
    // A shorter value, such as "yes", stands under many names.
    private const int TellingLength = 8;

    public static IReadOnlyList<Block> Of(Screen screen, IReadOnlyList<CeremonyAction> actions, IActionWords words)
    {
        var blocks = new List<Block>();
        var told = new List<Detail>();
        string sentences = string.Join('\n', actions.Select(action => action.Sentence(words)));
        for (int first = 0; first < actions.Count;)
        {
            CeremonyAction[] kin = [.. actions.Skip(first).TakeWhile(action => action.Name == actions[first].Name)];
            told.AddRange(kin.SelectMany(action => action.Details(words)));
            blocks.AddRange(OfKin(kin, words));
            first += kin.Length;
        }

        return [.. blocks, .. screen.Blocks.SelectMany(block => Rest(block, told, sentences))];
    }

    // What actions of one kind have in common is told once, behind what each has for itself.
    private static IEnumerable<Block> OfKin(CeremonyAction[] kin, IActionWords words)
    {
        IReadOnlyList<Detail>[] details = [.. kin.Select(action => action.Details(words))];
        Detail[] common = kin.Length == 1 ? [] : [.. details[0].Where(detail => details.All(each => each.Contains(detail)))];
        var lasting = new HashSet<string>(StringComparer.Ordinal);
        for (int place = 0; place < kin.Length; place++)
        {
            yield return new TextBlock(kin[place].Sentence(words));
            if (kin[place].Lasting(words) is { } what && lasting.Add(what))
            {
                yield return new WarningBlock(Screen.CannotBeUndone(what));
            }

            if (details[place].Except(common).ToArray() is { Length: > 0 } own)
            {
                yield return new FactsBlock(own);
            }
        }

        if (common.Length > 0)
        {
            yield return new TextBlock(kin.Length == 2 ? "The same for both:" : $"The same for all {kin.Length}:");
            yield return new FactsBlock(common);
        }
    }

    // A token's name stays with its serial number: people compare both with paper.
    private static IEnumerable<Block> Rest(Block block, IReadOnlyList<Detail> told, string sentences)
    {
        if (block is not FactsBlock { Facts: var facts })
        {
            return [block];
        }

        Detail[] rest = [.. facts.Where((fact, place) => !IsTold(fact, told, sentences) || (fact.Name == "token" && place + 1 < facts.Count && facts[place + 1].Name == "serial"))];
        return rest.Length == 0 ? [] : [new FactsBlock(rest)];
    }

    private static bool IsTold(Detail fact, IReadOnlyList<Detail> told, string sentences) =>
        (fact.Value.Length >= TellingLength && sentences.Contains(fact.Value, StringComparison.Ordinal))
        || told.Any(detail => detail.Value == fact.Value && (fact.Value.Length >= TellingLength || string.Equals(detail.Name, fact.Name, StringComparison.OrdinalIgnoreCase)));
}
