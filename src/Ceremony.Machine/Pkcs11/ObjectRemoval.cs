using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Removes one object from a token (PKCS#11 v2.40 §5.7, C_DestroyObject). Objects are compared one by one, since an empty CKA_ID or CKA_LABEL in a template finds whatever has none.</summary>
internal sealed class ObjectRemoval(ISession session, string called)
{
    /// <summary>Removes it, and looks whether it is gone.</summary>
    public void Remove(RemoveObject action)
    {
        IObjectHandle[] found = Find(action);
        if (found.Length != 1)
            throw new DeviceFault(found.Length == 0 ? "NoObject" : "TwoObjects", $"{called} holds {(found.Length == 0 ? "no" : "more than one")} {Words(action)}: look at the list of its objects (F5), then decide again.");

        session.DestroyObject(found[0]);
        if (Find(action).Length > 0)
            throw new DeviceFault("StillThere", $"{called} reports the {Words(action)} as removed, but it is still there: look at the device and its log, then try again.");
    }

    private static string Words(RemoveObject action) => $"{action.Class} object \"{Hostile.Escape(action.Label)}\" with the id {(action.Id.Length == 0 ? "(none)" : action.Id)}";

    private IObjectHandle[] Find(RemoveObject action) =>
        [.. session.FindAllObjects([]).Where(handle => ObjectReader.Read(session, handle) is { } each && (each.Class, each.Id, each.Label) == (action.Class, action.Id, action.Label))];
}
