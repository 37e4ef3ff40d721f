namespace Ceremony.Core.Devices;

/// <summary>The terminal that the program was started on.</summary>
/// <param name="Name">Its device, such as <c>/dev/tty1</c>.</param>
/// <param name="Columns">How many columns it has; 0 where it does not say.</param>
/// <param name="Rows">How many rows it has; 0 where it does not say.</param>
/// <param name="IsConsole">Whether it is a virtual console of the machine itself (console(4)): no program and no connection between it and the screen keeps what was shown.</param>
public sealed record TerminalView(string Name, int Columns, int Rows, bool IsConsole);
