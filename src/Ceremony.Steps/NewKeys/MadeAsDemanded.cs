using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>The words of the exception by which officers let a key stand that its token does not tell to be as it was demanded; docs/format.md says them, too.</summary>
internal static class MadeAsDemanded
{
    /// <summary>What should be.</summary>
    public static string Expected(string key) => $"the key \"{Hostile.Escape(key)}\" was made in its token, is sensitive, cannot be extracted, and may do what was agreed to and no more";

    /// <summary>What the token tells instead.</summary>
    public static string Happened(string token, string key, IReadOnlyList<string> parts) => $"the token {Hostile.Escape(token)} tells of the key \"{Hostile.Escape(key)}\" {string.Join("; ", parts)}";
}
