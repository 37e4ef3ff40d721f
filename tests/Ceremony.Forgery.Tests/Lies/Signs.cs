namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Whose keys the forger has.</summary>
internal enum Signs
{
    /// <summary>Nobody's: the confirmations and the signatures are the honest archive's.</summary>
    None,

    /// <summary>One officer's, on every token that this officer ever had.</summary>
    One,

    /// <summary>Those of both: together they can seal what they like, but not what contradicts itself.</summary>
    Both,
}
