using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>A step of a script.</summary>
/// <param name="Id">Its id, with the item's number where it is done for several.</param>
/// <param name="Do">Its kind.</param>
/// <param name="Act">The title of its act.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fields">Its fields, lists and maps as they are written, with the outputs of finished steps filled in; null where an output is missing.</param>
public sealed record OutlineStep(
    string Id,
    string Do,
    string Act,
    string Title,
    Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>, IReadOnlyDictionary<string, JsonValue>?> Fields);
