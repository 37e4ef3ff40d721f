using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Desk;

/// <summary>
/// All that a step can reach: it looks, shows, asks, has things approved and performed, one call at a time, and always in the same order
/// for the same answers. Each answer is journalled as it is given; after an interruption the step runs again and is given the recorded ones.
/// A step therefore holds no state, reads no clock and opens no file by itself.
/// </summary>
public interface IDesk
{
    /// <summary>The step's id in the script.</summary>
    string StepId { get; }

    /// <summary>Whether this is a rehearsal.</summary>
    bool IsRehearsal { get; }

    /// <summary>What exists by now: the facts of all finished steps.</summary>
    Registry Registry { get; }

    /// <summary>Who is present, in the order of their seats.</summary>
    IReadOnlyList<Person> People { get; }

    /// <summary>The seats that the script's <c>people:</c> ask for, in its order, such as <c>operator 1</c>, <c>officer 1</c>, <c>officer 2</c>.</summary>
    IReadOnlyList<string> Seats { get; }

    /// <summary>How many officers must confirm.</summary>
    int Quorum { get; }

    /// <summary>The script's parameters as they were set, in its order; compared with paper at the beginning.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>The token of that name in the script.</summary>
    TokenEntry Token(TokenRef token);

    /// <summary>The service of that name in the script, or null.</summary>
    ServiceEntry? Service(string name);

    /// <summary>
    /// An artifact that this ceremony kept, by its name; null where there is none. A step asks for what earlier steps kept, never for its own:
    /// after an interruption that is there already, and the step would take another way.
    /// </summary>
    byte[]? Artifact(string name);

    /// <summary>Looks at the world; what is seen is recorded.</summary>
    Task<T> Look<T>(Look<T> look);

    /// <summary>Shows a screen until the operator goes on.</summary>
    Task Show(Screen screen);

    /// <summary>Asks for the fields of a form; the answers fit the fields' patterns and choices.</summary>
    Task<Answers> Ask(Screen screen, Form form);

    /// <summary>
    /// Has actions agreed to by those who must: the officers in force, each with their own token, or the operator. Null where somebody refused.
    /// What is approved is rendered from the actions themselves and follows the given screen.
    /// </summary>
    Task<Approval?> Approve(Screen screen, params IReadOnlyList<CeremonyAction> actions);

    /// <summary>
    /// Performs one approved action and gives what is known of it afterwards. The action is the very object that was approved. What came of it is judged before it counts as done: where
    /// that is not what was agreed to, the action has failed, the step is refused, and another try needs another approval.
    /// </summary>
    /// <param name="approval">The approval, which is spent.</param>
    /// <param name="action">The action.</param>
    /// <param name="wrong">The refusal where the receipt is not as it should be, null where it is; <see cref="Results.Taken"/> where a receipt says nothing that could be wrong.</param>
    Task<TReceipt> Perform<TReceipt>(Approval approval, CeremonyAction<TReceipt> action, Func<TReceipt, StepResult?> wrong)
        where TReceipt : Receipt;

    /// <summary>Keeps bytes as an artifact of the archive under a name such as <c>officer-ca.cer</c>.</summary>
    Task Keep(string name, byte[] bytes);

    /// <summary>Records that somebody entered the room.</summary>
    Task Enter(Person person);

    /// <summary>Records that somebody agreed to a statement.</summary>
    Task Attest(Person person, string statement);
}
