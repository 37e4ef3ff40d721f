using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>Whose agreement an action needs before it is performed.</summary>
public enum Authority
{
    /// <summary>The officers in force, each with their own token.</summary>
    Officers,

    /// <summary>The operator's Enter: it can be done again or taken back.</summary>
    Operator,
}

/// <summary>What happens to an action whose record says "intended" but not "performed", because the program was stopped between the two.</summary>
public enum Repeatability
{
    /// <summary>It must happen at most once: the adapter inspects whether it is done, not done, or unclear.</summary>
    Once,

    /// <summary>Doing it again does the same: the same bytes are signed or written again.</summary>
    Repeatable,
}

/// <summary>
/// Something that the program can do to the world, as a value. The derived records are a closed list: together they are all that this program
/// can do, apart from writing its own journal and archive. An action is performed only against an <see cref="Desk.Approval"/>.
/// </summary>
public abstract record CeremonyAction
{
    private protected CeremonyAction()
    {
    }

    /// <summary>The name in the journal, such as <c>generate-key-pair</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Who must agree.</summary>
    public abstract Authority Authority { get; }

    /// <summary>What a resume does with it.</summary>
    public abstract Repeatability Repeatability { get; }

    /// <summary>The PINs that it needs, in the order in which they are asked for.</summary>
    public virtual IReadOnlyList<PinNeed> Pins => [];

    /// <summary>What is said while it is performed; null where it takes no time, or asks people itself.</summary>
    public virtual WorkWords? Work => null;

    /// <summary>What is on a token once it was performed.</summary>
    public virtual IReadOnlyList<ObjectRef> Makes => [];

    /// <summary>What is gone from a token once it was performed.</summary>
    public virtual IReadOnlyList<ObjectRef> Destroys => [];

    /// <summary>The token that it works with; null where it works with none.</summary>
    public virtual TokenRef? On => null;

    /// <summary>Whether that token comes to be with it: before, it is not there.</summary>
    public virtual bool BringsToken => false;

    /// <summary>What comes or goes for good with it, a key, a CA, a PIN, a list or a file, such as "A key is made"; null where what it does can be taken back.</summary>
    public virtual string? Lasting(IActionWords words) => null;

    /// <summary>What it will do, in the one sentence that officers sign.</summary>
    public abstract string Sentence(IActionWords words);

    /// <summary>What it will do beyond what its sentence says, as it is read before it is agreed to; empty where the sentence says all.</summary>
    public virtual IReadOnlyList<Detail> Details(IActionWords words) => [];

    /// <summary>The canonical form: the member <c>do</c> and every field.</summary>
    public JsonMap ToJson() => new JsonMap { { "do", Name } }.With(Fields());

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/> for an unknown action.</summary>
    public static CeremonyAction FromJson(JsonMap json) => ClosedLists.Action(json);

    /// <summary>The fields that make up the action.</summary>
    protected abstract JsonMap Fields();
}

/// <summary>An action and the kind of receipt that performing it gives.</summary>
/// <typeparam name="TReceipt">What is known after it was done.</typeparam>
public abstract record CeremonyAction<TReceipt> : CeremonyAction
    where TReceipt : Receipt
{
    private protected CeremonyAction()
    {
    }

    /// <summary>Reads the receipt back from the journal. Throws <see cref="JsonFormatException"/>.</summary>
    public abstract TReceipt ReadReceipt(JsonMap json);
}
