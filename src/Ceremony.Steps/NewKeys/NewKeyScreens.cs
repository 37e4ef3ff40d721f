using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the screens of new keys have in common.</summary>
internal static class NewKeyScreens
{
    /// <summary>The token holds nothing of that name yet.</summary>
    public const string LabelIsFree = "The token holds no object with this label.";

    /// <summary>A key once it is made, as the token describes it.</summary>
    public static Screen Made(string title, params Detail[] key) => new(
        title,
        new TextBlock("The token has made the key. What is shown here was read back from the token."),
        new FactsBlock(key))
    {
        Help = "Nothing is asked of you. If the paper script has a line for the key's Identifier, write the id there. Enter goes on.",
    };

    /// <summary>The attributes that the token confirms.</summary>
    public static Detail Attributes(IReadOnlyList<string> attributes) => new("attributes", string.Join(", ", attributes));
}
