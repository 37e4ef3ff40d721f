namespace Ceremony.Core.Scripts;

/// <summary>
/// Whose the CAs, procedures and officers of a ceremony are: the field <c>installation</c> of a script. It decides whether the Boot CA of a boot kit may come to its end.
/// </summary>
public static class InstallationKind
{
    /// <summary>The program's own: they stand in its record, and an installed Certificate Manager knows nothing of them.</summary>
    public const string Own = "own";

    /// <summary>Those of an installed Nexus Certificate Manager, which people work beside.</summary>
    public const string NexusCm = "nexus-cm";

    /// <summary>What a registry of the program's own means, for everybody who reads of it.</summary>
    public const string Meaning =
        "The CAs, procedures and officers of this ceremony are this program's own: they stand in its record, and an installed Certificate Manager knows nothing of them.";
}
