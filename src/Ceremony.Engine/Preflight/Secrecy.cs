using System.Globalization;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>What keeps PINs from others in a real ceremony: that no swap is in use, that memory can be locked, and where PINs are shown.</summary>
public static class Secrecy
{
    private const int FewestColumns = 80;
    private const int FewestRows = 24;

    /// <summary>Why a real ceremony is neither begun nor resumed here, in sentences that say what to do; null where it can be. Throws <see cref="DeviceFault"/> where the kernel does not tell.</summary>
    public static string? WhyNot(RunPlan plan, IMachine machine) => Rows(plan, machine).FirstOrDefault(row => row.Stops)?.Do;

    /// <summary>Why no PIN is shown on this terminal, for a plan that shows one; null where it may be.</summary>
    internal static string? WhyNotShown(RunPlan plan, IMachine machine) => plan.ShowsPinsAnywhere || machine.Terminal is null or { IsConsole: true }
        ? null
        : $"This terminal, {Hostile.Escape(machine.Terminal.Name)}, is not a console of this machine: whatever shows it can keep the PIN. Log in at a text console (Ctrl+Alt+F3) and go on there, or have the script say \"show-pins: anywhere\".";

    internal static IReadOnlyList<Readiness> Rows(RunPlan plan, IMachine machine) => [Swap(machine), Memory(machine), Terminal(plan, machine)];

    private static Readiness Swap(IMachine machine)
    {
        string areas = string.Join(", ", machine.Swaps().Select(Hostile.Escape));
        return areas.Length == 0
            ? new Readiness("swap", "none is in use", null)
            : new Readiness("swap", $"in use: {areas}", $"Swap is in use ({areas}): what is in memory, PINs among it, could be written to the disk. Switch it off with \"swapoff -a\" as root, then try again.") { Stops = true };
    }

    private static Readiness Memory(IMachine machine) => machine.LocksMemory
        ? new Readiness("memory for PINs", "locked", null)
        : new Readiness("memory for PINs", "not locked", "The kernel does not lock memory for this program: raise its limit (ulimit -l) before you start it. Without swap nothing is written to the disk all the same.");

    private static Readiness Terminal(RunPlan plan, IMachine machine)
    {
        const string What = "the terminal";
        if (machine.Terminal is not { } terminal)
        {
            return new Readiness(What, "not seen from here", null);
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{Hostile.Escape(terminal.Name)}, {terminal.Columns} columns and {terminal.Rows} rows{(terminal.IsConsole ? ", a console" : "")}");
        return plan.FirstToShowPin is { } step && WhyNotShown(plan, machine) is { } whyNot ? new Readiness(What, found, $"The step {step} shows a PIN to its holder. {whyNot}") { Stops = true }
            : terminal.Columns < FewestColumns || terminal.Rows < FewestRows ? new Readiness(What, found, $"The screens need {FewestColumns} columns and {FewestRows} rows: make the window larger, or the font smaller.")
            : new Readiness(What, found, null);
    }
}
