using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>The people at a resume: the witness reads the sheet, and where something is wrong they leave.</summary>
/// <param name="sheet">What stands on the sheet.</param>
/// <param name="goesOn">Whether they go on with the ceremony where the program does.</param>
internal sealed class PeopleAfterAForgery(Sheet sheet, bool goesOn)
{
    private static readonly string[] Resuming = ["Where we are", "From the witness's sheet", "What no witness wrote down", "Write this on the witness's sheet"];

    // Nobody asks for the same PIN for ever.
    private const int Patience = 100;

    private int _answers;

    public WhatCame Came { get; private set; } = WhatCame.WentOn;

    /// <summary>The screen that told what is wrong.</summary>
    public string Why { get; private set; } = "";

    public RoomReply? Answer(Screen screen, Prompt prompt)
    {
        if (Read(sheet, prompt) is { } read)
        {
            return read;
        }

        WhatCame? refused = (prompt as ChoicePrompt)?.Key switch
        {
            "unproven" => WhatCame.RefusedByTheProgram,
            "sheet" => WhatCame.RefusedByTheSheet,
            "exception" => WhatCame.LeftToTheOfficers,
            _ => null,
        };
        if (refused is { } came)
        {
            (Came, Why) = (came, Told(screen));
            return new Chose("leave");
        }

        return (goesOn && ++_answers < Patience) || Resuming.Contains(screen.Title) ? null : new Interrupted(new LeaveWanted());
    }

    /// <summary>What a witness answers who is asked for the sheet; null for any other question.</summary>
    public static RoomReply? Read(Sheet sheet, Prompt prompt) => prompt is FormPrompt form && form.Form.Fields.Any(field => field.Name == "sheet line")
        ? new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["sheet line"] = sheet.Line, ["sheet words"] = sheet.Words }))
        : null;

    private static string Told(Screen screen) => screen.Blocks.OfType<TableBlock>().FirstOrDefault() is { Rows: [var first, ..] }
        ? $"{first[1]}: {first[2]}"
        : screen.Blocks.OfType<WarningBlock>().FirstOrDefault()?.Text ?? screen.Title;
}
