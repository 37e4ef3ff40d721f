using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Engine;
using Ceremony.Journal;
using Ceremony.Pki;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary>Turns every end of a command into sentences and an exit code; nobody ever sees a stack trace.</summary>
internal static class CommandEnd
{
    public static async Task<int> Print(Func<Task<SessionEnd>> command)
    {
        try
        {
            SessionEnd end = await Task.Run(command);
            bool isReport = end.IsReport || end.ExitCode == ExitCodes.Done;
            string? lost = Say(isReport ? Console.Out : Console.Error, end.Lines.Select(Hostile.EscapeRest));
            Say(Console.Error, end.Problems.Select(Hostile.EscapeRest));
            if (lost is null || !isReport)
            {
                return end.ExitCode;
            }

            Say(Console.Error, [$"Standard output cannot be written, so what this command found or made is not told ({Hostile.EscapeRest(lost)}). What it did stands."]);
            return ExitCodes.Device;
        }
        catch (Exception trouble)
        {
            (int code, string sentence) = Explain(trouble);
            Say(Console.Error, [Hostile.EscapeRest(sentence)]);
            return code;
        }
    }

    /// <summary>Says what is wrong with the command line.</summary>
    public static int Refuse(IReadOnlyList<string> lines)
    {
        Say(Console.Error, lines);
        return ExitCodes.WrongInput;
    }

    // Why the lines could not be written, null where they were. Where nobody listens on standard error, the exit code tells all that can be told.
    private static string? Say(TextWriter writer, IEnumerable<string> lines)
    {
        try
        {
            foreach (string line in lines)
            {
                writer.WriteLine(line);
            }

            writer.Flush();
            return null;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return closed.Message.TrimEnd('.');
        }
    }

    private static (int Code, string Sentence) Explain(Exception trouble) => trouble switch
    {
        CommandFailure failure => (failure.ExitCode, failure.Message),
        AnswersException answers => (answers.IsFault ? ExitCodes.Device : ExitCodes.WrongInput, answers.Message),
        DeviceFault fault => (ExitCodes.Device, string.Join("\n", fault.DriverWrote.Select(line => $"  {line}").Prepend(fault.DriverWrote.Count == 0 ? fault.Message : $"{fault.Message} Its driver wrote:"))),
        CallGivenUpException given => (ExitCodes.Refused, $"{given.Message} If a ceremony had begun, its journal is whole: go on with \"ceremony resume\"."),
        JournalBrokenException broken => (ExitCodes.Refused, broken.Message),
        BrokenInvariantException broken => (ExitCodes.Refused, $"{broken.Message} The journal is whole. Resume once the cause is known, or end the ceremony with \"ceremony abort\"; send the diagnostic.log of its folder to whoever looks after the program."),
        PkiException pki => (ExitCodes.Refused, $"A certificate or token cannot be used: {pki.Message}."),
        JsonFormatException json => (ExitCodes.Refused, $"A file of the ceremony cannot be read: {json.Message}."),
        IOException or UnauthorizedAccessException => (ExitCodes.Device, $"A file could not be read or written: {trouble.Message}"),
        _ => (ExitCodes.Device, $"The program met an error that it does not know ({trouble.GetType().Name}: {trouble.Message}) and stopped there. If a ceremony had begun, its journal is whole: go on with \"ceremony resume\"."),
    };
}
