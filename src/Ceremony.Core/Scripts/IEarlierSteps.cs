namespace Ceremony.Core.Scripts;

/// <summary>What a script tells of the steps before one, as far as they can be done in the same ceremony.</summary>
public interface IEarlierSteps
{
    /// <summary>The steps, in their order.</summary>
    IEnumerable<ToldStep> Steps { get; }

    /// <summary>The things of that name that they bring into being. Nothing for null.</summary>
    IEnumerable<ToldThing> Made(string? name, params IReadOnlyList<Thing> things);

    /// <summary>The script's field <c>installation</c>, one of <see cref="InstallationKind"/>; null where it is left out.</summary>
    string? Installation { get; }

    /// <summary>What <c>tokens:</c> says of the token of that name, with references that are not known yet; null where it does not name it.</summary>
    ScriptMap? Token(string? name);
}
