using Ceremony.Core.Room;
using Ceremony.Engine.Tests.Run;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>The PINs that were typed in a room, each person's by what they open, as a forecast tells them: "officer 1: 2 User PIN of HSM".</summary>
internal static class TypedPins
{
    /// <summary>All of them, in order.</summary>
    public static IEnumerable<string> Of(Stage stage) => stage.Room.Asked.SelectMany(each => Typed(each.Prompt, each.Reply))
        .GroupBy(typed => typed)
        .Select(same => same.Key.Replace(": ", $": {same.Count()} ", StringComparison.Ordinal))
        .Order();

    // A new one is typed twice.
    private static IEnumerable<string> Typed(Prompt prompt, RoomReply reply) => (prompt, reply) switch
    {
        (PinPrompt { IsNew: true } pin, PinTyped) => Enumerable.Repeat($"{Seat(pin.Who)}: new {pin.What}", 2),
        (PinPrompt pin, PinTyped) => [$"{Seat(pin.Who)}: {pin.What}"],
        (ConfirmPrompt confirm, OfficerPinTyped typed) => [$"{Seat(confirm.Panes[typed.Pane].Person)}: to confirm with {confirm.Panes[typed.Pane].Token}"],
        (ShowSecretPrompt secret, SecretReadBack) => [$"{Seat(secret.Holder)}: new {secret.What}"],
        _ => [],
    };

    // "Name of officer 1 (officer 1)", "Name of officer 1" or the seat alone.
    private static string Seat(string who) => string.Join(' ', who.TrimEnd(')').Split(' ')[^2..]).TrimStart('(');
}
