using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Tests;

/// <summary>Asks without minding what kind of reply comes.</summary>
internal static class AnyPrompt
{
    public static Task<RoomReply> AskAny(this IRoom room, Screen screen, Prompt prompt) => prompt switch
    {
        GoOnPrompt goOn => Said(room.Ask(screen, goOn)),
        FormPrompt form => Said(room.Ask(screen, form)),
        ChoicePrompt choice => Said(room.Ask(screen, choice)),
        PinPrompt pin => Said(room.Ask(screen, pin)),
        ConfirmPrompt confirm => Said(room.Ask(screen, confirm)),
        ShowSecretPrompt secret => Said(room.Ask(screen, secret)),
        _ => throw new ArgumentException($"{prompt} is not known", nameof(prompt)),
    };

    private static async Task<RoomReply> Said<TReply>(Task<Outcome<TReply>> outcome)
        where TReply : RoomReply => await outcome switch
        {
            Replied<TReply>(var reply) => reply,
            CameBetween<TReply>(var happened) => new Interrupted(happened),
            _ => throw new InvalidOperationException(),
        };
}
