namespace Ceremony.Steps.Tests.Fakes;

/// <summary>The field <c>set</c> of edit-config as a script would have it.</summary>
internal static class Settings
{
    /// <summary>A list of maps of one key; the values are texts or maps.</summary>
    public static object[] Of(params (string Name, object Value)[] settings) => [.. settings.Select(each => (object)new Dictionary<string, object> { [each.Name] = each.Value })];

    /// <summary>A value that says where it comes from.</summary>
    public static Dictionary<string, object> From(string source, string what) => new() { [source] = what };

    /// <summary>The PIN of a soft token.</summary>
    public static Dictionary<string, object> PinOfFile(string file, string holder) => new() { ["pin-of-file"] = file, ["holder"] = holder };
}
