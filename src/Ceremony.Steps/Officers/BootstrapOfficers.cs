using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>The two officers of a boot kit.</summary>
internal static class BootstrapOfficers
{
    /// <summary>Their soft tokens' files, and the seats of those who hold them.</summary>
    public static IReadOnlyList<(string File, string Seat)> Tokens { get; } = [(BootKit.Officer1File, "officer 1"), (BootKit.Officer2File, "officer 2")];

    /// <summary>The officer's name in the installation.</summary>
    public static string Name(string seat) => $"bootstrap {seat}";
}
