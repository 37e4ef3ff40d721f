using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;

namespace Ceremony.Tui.Keys;

/// <summary>The forms that can be opened at any moment, and the replies they become.</summary>
internal static class RoomForms
{
    private const string Leaves = "leaves";
    private const string Returns = "returns";
    private const string Else = "enters";
    private const string SomeText = @".*\S.*";
    private const string ThreeCharacters = @".*\S.*\S.*\S.*";

    public static FormOverlay Note() => Open(RoomForm.Note, "A note for the record", "It is recorded exactly as typed, with the time.", Text("text", "Note"));

    public static FormOverlay Exception() => Open(
        RoomForm.Exception,
        "An exception for the record",
        "Something did not go as written. It is recorded for the auditor; nothing else changes.",
        Text("expected", "Expected"),
        Text("happened", "Happened"),
        Text("decided", "Decided"),
        Text("by", "Decided by"));

    /// <summary>Whoever is known is chosen, not typed: the same name written otherwise would be somebody else on paper.</summary>
    public static MenuOverlay People(RoomState room)
    {
        IReadOnlyList<Choice> choices =
        [
            .. room.People.Select((person, place) => new Choice($"{Leaves} {place}", $"{Hostile.Escape(person.Name)} ({person.Seat}) leaves")),
            .. room.Gone.Select((person, place) => new Choice($"{Returns} {place}", $"{Hostile.Escape(person.Name)} ({person.Seat}) is back")),
            new(Else, "Somebody else enters"),
            new("back", "Nobody: back to the ceremony"),
        ];
        return new MenuOverlay("Who leaves or enters", choices, new ChoiceUi(choices.Count - 1));
    }

    /// <summary>Whom an entry of the list of people means, as a reply; null where it means nobody whom the room knows.</summary>
    public static RoomReply? Moved(string entry, RoomState room) => entry.Split(' ') is [var moves and (Leaves or Returns), var number]
        ? new Interrupted(moves == Leaves
            ? new PersonMoved(false, room.People[Place(number)].Role, room.People[Place(number)].Name)
            : new PersonMoved(true, room.Gone[Place(number)].Role, room.Gone[Place(number)].Name))
        : null;

    /// <summary>Somebody who was not in the room before.</summary>
    public static FormOverlay Entering() => Open(
        RoomForm.People,
        "Somebody enters",
        "Type the name as it is on the identity document. Whoever was here before stands in the list of people.",
        new FormField("role", "Role") { Choices = ["operator", "officer", "witness", "auditor", "guest"] },
        Text("name", "Name") with { MaxLength = 64, Shape = "type the name as it is on the identity document" });

    public static FormOverlay Break() => Open(
        RoomForm.Break, "A break", "The break begins with Enter and ends with Enter. The room must stay locked and watched.", Text("reason", "Reason"));

    public static FormOverlay Abort() => Open(
        RoomForm.Abort,
        "Abort the ceremony for good",
        "The ceremony ends here and cannot be resumed. What was made stays where it is, and the record says so. To continue another day, leave the program instead.",
        Text("reason", "Reason") with { Pattern = ThreeCharacters, Shape = "type at least three characters" },
        new FormField("word", "Type ABORT") { Pattern = "ABORT", Shape = "type ABORT in capital letters, or press Esc to return", MaxLength = 5 });

    public static FormOverlay Refuse(ConfirmPrompt prompt, int pane) => Open(
        RoomForm.Refuse,
        "An officer refuses",
        prompt.IsProposal ? "The proposed action is then not done. The refusal and its reason are recorded." : "Nothing is signed for this officer then. The refusal and its reason are recorded.",
        new FormField("officer", "Who refuses") { Choices = [.. prompt.Panes.Select(each => each.Officer)], Initial = prompt.Panes.Count > pane ? prompt.Panes[pane].Officer : "" },
        Text("reason", "Reason") with { Pattern = ThreeCharacters, Shape = "type at least three characters" });

    /// <summary>The reply that the filled form gives to the engine.</summary>
    public static RoomReply Reply(FormOverlay overlay, Answers answers, Prompt? prompt) => overlay.Kind switch
    {
        RoomForm.Note => new Interrupted(new NoteTaken(answers["text"])),
        RoomForm.Exception => new Interrupted(new ExceptionTaken(answers["expected"], answers["happened"], answers["decided"], answers["by"])),
        RoomForm.People => new Interrupted(new PersonMoved(true, answers["role"], answers["name"])),
        RoomForm.Break => new Interrupted(new BreakTaken(answers["reason"])),
        RoomForm.Abort => new Interrupted(new AbortWanted(answers["reason"])),
        RoomForm.Refuse => new OfficerRefused(PaneOf(prompt as ConfirmPrompt, answers["officer"]), answers["reason"]),
        _ => throw new InvalidOperationException($"the form {overlay.Kind} is not known"),
    };

    private static int Place(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static int PaneOf(ConfirmPrompt? prompt, string officer) => prompt?.Panes.TakeWhile(pane => pane.Officer != officer).Count() ?? 0;

    private static FormField Text(string name, string label) => new(name, label) { Pattern = SomeText, Shape = "type at least one word", MaxLength = 400 };

    private static FormOverlay Open(RoomForm kind, string title, string intro, params IReadOnlyList<FormField> fields)
    {
        var form = new Form(fields);
        return new FormOverlay(kind, title, [new TextBlock(intro)], form, FormUi.For(form));
    }
}
