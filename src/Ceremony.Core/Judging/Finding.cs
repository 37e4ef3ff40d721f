namespace Ceremony.Core.Judging;

/// <summary>Something in a record that does not hold.</summary>
/// <param name="Check">The check that found it, by its name in docs/verify.md.</param>
/// <param name="Line">The line that is to blame; null where no single one is.</param>
/// <param name="Says">What is wrong, one sentence; anything foreign in it is escaped.</param>
/// <param name="MayBeAccepted">
/// Whether the officers may go on with it on record. Where approvals, deeds, facts or officers are not proven, nobody can.
/// </param>
public sealed record Finding(string Check, long? Line, string Says, bool MayBeAccepted)
{
    /// <summary>What an exception that accepts it says was expected (docs/format.md, "What officers accept of a record").</summary>
    public string Expected => $"the check \"{Check}\" of the verifier holds";

    /// <summary>What such an exception says happened.</summary>
    public string Happened => $"line {Line} of the journal: {Says}";
}
