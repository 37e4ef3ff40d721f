namespace Ceremony.Forgery.Tests.Lies;

/// <summary>
/// What the verifier says of a forged archive. Where both officers lied, the paper was exchanged with it, and the archive is judged under its own
/// fingerprint: together they can seal what they like, but not what contradicts itself. Else under the fingerprint of the honest paper, and under
/// the trusted authority alone.
/// </summary>
/// <param name="Verdicts">The verdicts by what somebody brought from outside.</param>
internal sealed record Judgement(IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Whether somebody is deceived.</summary>
    public bool Deceives => Verdicts.Any(verdict => verdict.Word == VerdictWord.Valid);

    /// <summary>The names of the checks that refuse it.</summary>
    public IEnumerable<string> Refusing => Verdicts.SelectMany(verdict => verdict.Checks).Where(check => !check.Passed && check.IsMade).Select(check => check.Name).Distinct();
}
