using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Services;

namespace Ceremony.Engine;

/// <summary>Starts and stops services, and reads their state back.</summary>
internal sealed class ServiceControl(RunContext run)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(10);

    /// <summary>Starts it; the receipt says whether it came up. Throws <see cref="DeviceFault"/> where the program that starts it cannot be run.</summary>
    public Task<ServiceReceipt> Start(StartService action) => Work($"The service {action.Service} starts.", Entry(action.Service), entry =>
    {
        CommandResult ran = Run(action.Command, TimeSpan.FromSeconds(entry.WithinSeconds));
        string state = Await(entry, each => each is "active" or "failed" || (each == "inactive" && ran.ExitCode != 0));
        return new ServiceReceipt(state, state == "active" ? [] : Log(entry, ran));
    });

    /// <summary>Stops it; the receipt says whether it went down. Throws <see cref="DeviceFault"/> where the program that stops it cannot be run.</summary>
    public Task<ServiceReceipt> Stop(StopService action) => Work($"The service {action.Service} stops.", Entry(action.Service), entry =>
    {
        CommandResult ran = Run(action.Command, TimeSpan.FromSeconds(entry.WithinSeconds));
        string state = Await(entry, ServiceEntry.IsDown);
        return new ServiceReceipt(state, ServiceEntry.IsDown(state) ? [] : Log(entry, ran));
    });

    /// <summary>Its state and the last lines of its log.</summary>
    public ServiceView Look(string name)
    {
        ServiceEntry entry = Entry(name);
        return new ServiceView(State(entry), Log(entry, null));
    }

    private string Await(ServiceEntry entry, Func<string, bool> isWanted)
    {
        long until = run.Ports.Machine.MonotonicMilliseconds + (1000L * entry.WithinSeconds);
        while (true)
        {
            string state = State(entry);
            if (isWanted(state) || run.Ports.Machine.MonotonicMilliseconds >= until)
            {
                return state;
            }

            Thread.Sleep(BetweenLooks);
        }
    }

    /// <summary>The state that the program printed which was asked for it; <c>unknown</c> where it printed none.</summary>
    public static string Word(CommandResult asked)
    {
        string said = asked.Lines.LastOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
        return said.Length is > 0 and <= 32 && said.All(char.IsAsciiLetterLower) ? said : "unknown";
    }

    private string State(ServiceEntry entry) => Word(Run(entry.State, LongestQuestion));

    private IReadOnlyList<string> Log(ServiceEntry entry, CommandResult? ran) => entry.Log.Count > 0 ? Run(entry.Log, LongestQuestion).Lines : ran?.Lines ?? [];

    /// <summary>A command with the whole path of its program, which may lie in the ceremony's folder; a bare name is looked for elsewhere.</summary>
    public static IReadOnlyList<string> Located(IReadOnlyList<string> command, Func<string, string> pathOf) =>
        command[0].Contains('/', StringComparison.Ordinal) ? [pathOf(command[0]), .. command.Skip(1)] : command;

    // A rehearsal's program must lie in the ceremony's folder, so a bare name is none.
    private CommandResult Run(IReadOnlyList<string> command, TimeSpan longest) => run.Ports.Installation.Run(
        run.Ports.IsRehearsal ? [run.PathOf(command[0]), .. command.Skip(1)] : Located(command, run.PathOf),
        longest);

    private ServiceEntry Entry(string name) => run.Plan.Services.FirstOrDefault(each => each.Name == name) ?? throw new BrokenInvariantException($"The service {name} is not in the script.");

    private async Task<ServiceReceipt> Work(string what, ServiceEntry entry, Func<ServiceEntry, ServiceReceipt> work)
    {
        using IDisposable progress = run.Ports.Room.BeginWork(what, TimeSpan.FromSeconds(Math.Min(10, entry.WithinSeconds)));
        return await Task.Run(() => work(entry));
    }
}
