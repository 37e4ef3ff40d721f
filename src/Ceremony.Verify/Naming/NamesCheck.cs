using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Each name stands for one thing, and whatever was done was done to the thing that the action's sentence names: the key under that label, the soft token and
/// the card of that holder, the file that was looked at.
/// </summary>
internal static class NamesCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var unique = new UniqueNames();
        var tokens = new TokenSerials(evidence);
        var keys = new NamedKeys(evidence, tokens);
        var challenges = new NamedChallenges();
        var proofs = new NamedProofs(evidence);
        var pins = new NamedHolders(evidence);
        var files = new NamedFiles(evidence.Rules);
        var signIns = new NamedSignIns(evidence);
        return Check.Later(evidence, tokens.Take).Concat(Check.EachLine(
            line => (unique.Problem(line) ?? keys.Problem(line) ?? pins.Problem(line) ?? challenges.Problem(line) ?? proofs.Problem(line) ?? files.Problem(line) ?? signIns.Problem(line)) is { } problem ? [problem] : []));
    }
}
