using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Compares script, program, modules, parameters and clock with paper.</summary>
internal sealed class CheckRoomKind : StepKind
{
    /// <inheritdoc/>
    public override string Name => "check-room";

    /// <inheritdoc/>
    public override string Summary =>
        "Shows the hashes of script, program and PKCS#11 modules, the parameters, the machine, its network interfaces and its clock, for a witness to compare with paper.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it shows script, program, PKCS#11 modules, parameters, machine, network and clock, and records what a witness finds on comparing them with paper.",
        Refuses = "It refuses where something differs and, in a real ceremony, where a network interface is up that neither the script names nor the record has as open.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: room, do: check-room }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new CheckRoomStep();
}
