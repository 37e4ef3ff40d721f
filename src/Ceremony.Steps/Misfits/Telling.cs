using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>
/// What the text of a script tells of steps and things, in the form in which the refusals of a run take it: so that what is refused in the room is refused before by the same rule.
/// Whatever only a token or a clock gives is empty, and no refusal that looks at it is asked.
/// </summary>
internal static class Telling
{
    /// <summary>The step with its fields; null where they are not known well enough. Free text may still hold references.</summary>
    public static T? As<T>(this ToldStep step)
        where T : class, IStep => step.Bound as T;

    /// <summary>The earlier steps of one sort, each with what is told of it.</summary>
    public static IEnumerable<(ToldStep Told, T Step)> All<T>(this IEarlierSteps earlier)
        where T : class, IStep
    {
        foreach (ToldStep told in earlier.Steps)
        {
            if (told.As<T>() is { } step)
                yield return (told, step);
        }
    }

    /// <summary>The earlier steps of a kind, also those whose fields are not known well enough.</summary>
    public static IEnumerable<ToldStep> OfKind(this IEarlierSteps earlier, string kind) => earlier.Steps.Where(each => each.Kind.Name == kind);

    /// <summary>The things that a field of a step names, each with the step that makes it, as far as all of them can be done in one ceremony.</summary>
    public static IEnumerable<(ToldStep Told, T Step)> Behind<T>(this IEarlierSteps earlier, ToldStep step, string field, params IReadOnlyList<Thing> things)
        where T : class, IStep
    {
        foreach (ToldThing thing in earlier.Made(step.Named(field), things).Where(thing => thing.By.CanMeet(step)))
        {
            if (thing.By.As<T>() is { } by)
                yield return (thing.By, by);
        }
    }

    /// <summary>A key as the step tells of it that makes it.</summary>
    public static KeyGenerated Key(GenerateKeyStep step) => new(step.Key, step.Token, "", "", step.Algorithm.Name, step.Usage, [], []);

    /// <summary>The same of a secret key.</summary>
    public static SecretKeyGenerated Key(GenerateSecretKeyStep step) => new(step.Key, step.Token, "", "", step.Algorithm.Name, step.Usage, []);

    /// <summary>A registry of these facts.</summary>
    public static Registry RegistryOf(params IReadOnlyList<CeremonyFact> facts) => Registry.Empty.With(facts);

    /// <summary>A registry of the CAs that earlier steps create with a key.</summary>
    public static Registry CasOf(this IEarlierSteps earlier, ToldStep step, string key) =>
        RegistryOf([.. earlier.All<CreateCaStep>().Where(ca => ca.Step.Key == key && ca.Told.CanMeet(step)).Select(ca => new CaCreated(ca.Step.Called, key, [], ""))]);

    /// <summary>A refusal as the problem of a script: its reason, at the field that it is about. Nothing for null.</summary>
    public static IEnumerable<ScriptProblem> At(this StepResult? refusal, ToldStep step, string field) =>
        refusal is StepResult.Refused refused ? [step.Problem(field, char.ToLowerInvariant(refused.Reason[0]) + refused.Reason[1..].TrimEnd('.'))] : [];

    /// <summary>A problem at a field; at the step where the field is left out.</summary>
    public static ScriptProblem Problem(this ToldStep step, string field, string sentence) => new(step.MarkOf(field), sentence);

    /// <summary>Whether two names are the same for certain: null where one of them is not known.</summary>
    public static bool? AreSame(string? one, string? other) =>
        one is null || other is null ? null : one == other ? true : ToldStep.IsKnown(one) && ToldStep.IsKnown(other) ? false : null;

    /// <summary>A problem where a field names a token that is no card; nothing where it names one, or no token.</summary>
    public static IEnumerable<ScriptProblem> NoCard(this IEarlierSteps earlier, ToldStep step, string field) =>
        earlier.Token(step.Text(field)) is { } token && token.Find("use") is not ScriptScalar { Text: "card" }
            ? [step.Problem(field, $"the token \"{step.Text(field)}\" is an HSM (use: hsm), not a card")]
            : [];

    /// <summary>A name from a script in a sentence.</summary>
    public static string Quoted(string? name) => $"\"{Hostile.Escape(name ?? "")}\"";

    /// <summary>The card of that name, as its refusals call it.</summary>
    public static string? HolderOf(this IEarlierSteps earlier, TokenRef card) =>
        earlier.Token(card.Name)?.Find("holder") is ScriptScalar { Text: var holder } && ToldStep.IsKnown(holder) ? holder : null;
}
