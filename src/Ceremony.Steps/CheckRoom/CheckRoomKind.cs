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
    public override IStep Bind(ScriptMap fields) => new CheckRoomStep();
}
