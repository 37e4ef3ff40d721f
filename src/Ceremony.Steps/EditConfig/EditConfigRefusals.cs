using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why settings are not made.</summary>
internal static class EditConfigRefusals
{
    public static StepResult NoPublicHalf(TokenEntry token, KeyGenerated key, int count) => new StepResult.Refused(
        "public-key-missing",
        $"The token {token.Called} shows {StepWords.Count(count, "public key")} with the id of \"{key.Key}\" instead of exactly one.",
        Refusals.FindOutAboutKey);

    public static StepResult OtherPublicHalf(TokenEntry token, KeyGenerated key) => new StepResult.Refused(
        "public-key-differs",
        $"The public key that the token {token.Called} shows with the id of \"{key.Key}\" is not the one in the key registry.",
        Refusals.FindOutAboutKey);

    public static StepResult OtherLabel(TokenEntry token, KeyGenerated key, string label) => new StepResult.Refused(
        "label-differs",
        $"The public half of \"{key.Key}\" has the label \"{Hostile.Escape(label)}\" in the token {token.Called}.",
        "Find out who changed the label; have it set to the key's name with the token's own tool, then try again.");

    public static StepResult Destroyed(string key) => new StepResult.Refused(
        "key-destroyed",
        $"The key \"{key}\" was destroyed in this ceremony.",
        "Abort and have the script name a key that is in use.");

    public static StepResult SecretKey(string key) => new StepResult.Refused(
        "secret-key",
        $"\"{key}\" is a secret key, which has no public half that could be compared.",
        "Abort and have the key's label written into the script.");

    // Whoever reads the file could take the one or the other.
    public static StepResult OtherForm(string file, string name, int line) => new StepResult.Refused(
        "other-form",
        $"The file {Hostile.Escape(file)} sets {Hostile.Escape(name)} in line {line.ToString(System.Globalization.CultureInfo.InvariantCulture)} without an equals sign right behind the name, and a second line would contradict it.",
        $"Have the line written as \"{Hostile.Escape(name)}=…\" or taken out, then try again.");

    public static StepResult NotOneLine(Setting setting) => new StepResult.Refused(
        "not-one-line",
        $"The value for {setting.Name} does not fit on one line: it holds a line feed or another control character, or ends in a backslash.",
        "Abort and have it given without; where it is the name of a key, have the key made under a plain name.");
}
