using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Tests;

/// <summary>A walk through all questions on a real terminal: <c>Ceremony.Tui.Tests show-room [light] [production] [crash|exit|fingerprint]</c>.</summary>
internal static class ShowRoom
{
    public const int Left = 7;

    public static async Task<int> Run(string[] words)
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", null);
        TerminalOptions options = TerminalOptions.FromEnvironment();
        using (var room = new TerminalRoom(options with { Light = options.Light || words.Contains("light") }))
        {
            room.Update(Samples.Room with { IsRehearsal = !words.Contains("production") });
            EndBadly(words);
            foreach ((Screen screen, Prompt prompt) in words.Contains("fingerprint") ? Fingerprint() : Questions())
            {
                RoomReply reply;
                do
                {
                    reply = await room.AskAny(screen, prompt);
                }
                while (reply is Interrupted and not { Event: LeaveWanted or AbortWanted });

                if (reply is Interrupted)
                {
                    return Left;
                }

                if (prompt is GoOnPrompt { Label: "Work" })
                {
                    using IDisposable work = room.BeginWork("Generating the CA key on CM-HSM", TimeSpan.FromSeconds(3));
                    await Task.Delay(TimeSpan.FromSeconds(3));
                }
            }
        }

        Console.WriteLine("The walk is over.");
        return 0;
    }

    // Work, the fingerprint, and a form.
    private static IEnumerable<(Screen Screen, Prompt Prompt)> Fingerprint() =>
    [
        (Samples.Key, new GoOnPrompt("Work")),
        (Samples.Fingerprint, new GoOnPrompt("Hide it")),
        (Samples.Key, new FormPrompt(Samples.People)),
        (Samples.Key, new GoOnPrompt("End")),
    ];

    private static IEnumerable<(Screen Screen, Prompt Prompt)> Questions() =>
    [
        (Samples.Key, new GoOnPrompt("Work")),
        (Samples.Blocks, new GoOnPrompt()),
        (Samples.Key, new FormPrompt(Samples.People)),
        (Samples.Key, Samples.Ways),
        (Samples.Key, Samples.Pin),
        (Samples.Key, Samples.Pin with { IsNew = true }),
        (Samples.Fingerprint, new GoOnPrompt("Hide it")),
        (Samples.Long, Samples.Confirm),
        (Samples.Revoke, Samples.Confirm),
        (Samples.Revoke, Samples.Confirm with { StepNumber = "7" }),
        (new Screen("PIN"), Samples.ShownSecret()),
    ];

    private static void EndBadly(string[] words)
    {
        var later = new Thread(() =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(3));
            if (words.Contains("exit"))
            {
                Environment.Exit(9);
            }

            throw new InvalidOperationException("nobody catches this");
        });
        if (words.Contains("crash") || words.Contains("exit"))
        {
            later.Start();
        }
    }
}
