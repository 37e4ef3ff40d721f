using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Looks;

/// <summary>
/// Something that a step wants to know of the world. What was seen is recorded, so that a step that runs again after an interruption sees
/// the same: times, random numbers and serial numbers survive a resume. The derived records are a closed list.
/// </summary>
public abstract record Look
{
    private protected Look()
    {
    }

    /// <summary>The canonical form of the request.</summary>
    public abstract JsonMap ToJson();

    /// <summary>The token that is looked at; null where none is.</summary>
    public virtual TokenRef? At => null;
}

/// <summary>A look and the kind of thing that it sees.</summary>
public abstract record Look<T> : Look
{
    private protected Look()
    {
    }

    /// <summary>Reads what was seen from its canonical form. Throws <see cref="JsonFormatException"/>.</summary>
    public abstract T Read(JsonValue seen);
}
