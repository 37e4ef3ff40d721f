using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>
/// The one sentence of each action, as its edition has it: written a second time, so that officers cannot have signed other words than
/// the action's own.
/// </summary>
/// <param name="rules">The edition.</param>
/// <param name="called">What people call each token, by its name in the script.</param>
internal sealed class ActionSentences(Rules rules, IReadOnlyDictionary<string, string> called)
{
    /// <summary>The sentences, with the tokens as the line of the parameters names them. Throws <see cref="JsonFormatException"/>.</summary>
    public static ActionSentences Of(Evidence evidence) => new(evidence.Rules, evidence.TokensCalled);

    /// <summary>The sentence. Throws <see cref="JsonFormatException"/> for an action that does not have its form, or names a token that is not in the script.</summary>
    public string Of(JsonMap action) => rules.Actions.Find(action.Text("do")) is { } known
        ? rules.Words(known.Sentence(new Spoken(action, this)))
        : throw new JsonFormatException($"the action \"{action.Text("do")}\" is not known");

    /// <summary>What comes or goes for good with the action, in the words of its screen; null where nothing does. Throws <see cref="JsonFormatException"/>.</summary>
    public string? Lasting(JsonMap action) => rules.Actions.Find(action.Text("do"))?.Lasting(new Spoken(action, this));

    /// <summary>How a fact that is entered in the registry is described: by its own words, or else by its name.</summary>
    public string OfEntry(JsonMap fact) => rules.Facts.Find(fact.Text("fact"))?.Entry is { } words ? rules.Words(words(new Spoken(fact, this))) : Hostile.Escape(fact.Text("fact"));

    /// <summary>What people call a token. Throws <see cref="JsonFormatException"/> where it is not in the script.</summary>
    public string Called(string token) => called.TryGetValue(token, out string? name) ? name : throw new JsonFormatException($"the token \"{token}\" is not in the list of tokens");
}
