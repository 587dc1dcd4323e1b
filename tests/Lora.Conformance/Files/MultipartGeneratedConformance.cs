using FsCheck;
using FsCheck.Fluent;
using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>Generated cases for every <see cref="IMultipartFileStore"/>: any plan, any order, any parts sent twice.</summary>
public abstract class MultipartGeneratedConformance(FileStoreHarness harness)
{
    private IMultipartFileStore Store => (IMultipartFileStore)harness.Store;

    [Fact]
    public void Parts_of_any_plan_in_any_order_with_repetitions_become_the_file()
    {
        var part = harness.SmallestPart;
        var plans =
            from size in Gen.Choose(1, 4 * part)
            from partSize in Gen.Choose(part, 2 * part)
            let plan = new LoraPartPlan(size, partSize)
            from order in Gen.Shuffle(Enumerable.Range(1, plan.Count).ToArray())
            from again in Gen.SubListOf(Enumerable.Range(1, plan.Count).ToArray())
            select (Plan: plan, Numbers: order.Concat(again).ToArray());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(harness.Cases), Prop.ForAll(plans.ToArbitrary(), async each =>
        {
            var upload = await TestUpload.BeginAsync(Store, each.Plan, seed: (int)each.Plan.Size);
            foreach (var number in each.Numbers)
            {
                await upload.PutAsync(number);
            }

            await upload.CompleteAsync();
            await upload.AssertCompleteAsync();
            Assert.Empty(await Store.ListUploadsAsync(upload.Key));
            await Store.DeleteAsync(upload.Key);
        }));
    }
}
