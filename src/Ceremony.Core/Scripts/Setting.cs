namespace Ceremony.Core.Scripts;

/// <summary>A setting as a script asks for it.</summary>
/// <param name="Name">Its name, such as <c>SSL.tokenlabel</c>; in <c>pkcs11.&lt;n&gt;</c> the number is found in the file.</param>
/// <param name="Source">Where its value comes from.</param>
/// <param name="Value">The value itself, or the token, file or key that it comes from.</param>
/// <param name="Holder">The seat of who knows the PIN of a file; null where the value is none.</param>
public sealed record Setting(string Name, SettingSource Source, string Value, string? Holder = null)
{
    private const string NextFree = "<n>";

    /// <summary>Whether it can have that name in a file.</summary>
    public bool CanBe(string name)
    {
        int at = Name.IndexOf(NextFree, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return Name == name;

        string behind = Name[(at + NextFree.Length)..];
        return name.Length > at + behind.Length && name.StartsWith(Name[..at], StringComparison.Ordinal) && name.EndsWith(behind, StringComparison.Ordinal)
            && name[at..^behind.Length].All(char.IsAsciiDigit);
    }
}
