namespace Ceremony.Core.Actions;

/// <summary>What is said while an action takes its time.</summary>
/// <param name="Says">A sentence, safe to be shown: "The token signs."</param>
/// <param name="Usually">How long it takes as a rule.</param>
public sealed record WorkWords(string Says, TimeSpan Usually)
{
    /// <summary>Of work that takes a second or less.</summary>
    public static WorkWords Short(string says) => new(says, TimeSpan.FromSeconds(1));
}
