use super::{
    Approve, AssertAwsResourceProperty, Branch, ChangeInstanceState, CopyImage, CreateImage, CreateStack,
    CreateTags, DeleteImage, DeleteStack, ExecuteAutomation, ExecuteAwsApi, ExecuteScript,
    ExecuteStateMachine, InvokeLambdaFunction, InvokeWebhook, Loop, Pause, RunCommand, RunInstances, Sleep,
    UpdateVariable, WaitForAwsResourceProperty,
};
use crate::structure::actions;

actions! {
    /// An action with its inputs.
    pub enum Action in "action" "inputs" {
        /// `aws:approve`
        Approve = "aws:approve",
        /// `aws:assertAwsResourceProperty`
        AssertAwsResourceProperty = "aws:assertAwsResourceProperty",
        /// `aws:branch`
        Branch = "aws:branch",
        /// `aws:changeInstanceState`
        ChangeInstanceState = "aws:changeInstanceState",
        /// `aws:copyImage`
        CopyImage = "aws:copyImage",
        /// `aws:createImage`
        CreateImage = "aws:createImage",
        /// `aws:createStack`
        CreateStack = "aws:createStack",
        /// `aws:createTags`
        CreateTags = "aws:createTags",
        /// `aws:deleteImage`
        DeleteImage = "aws:deleteImage",
        /// `aws:deleteStack`
        DeleteStack = "aws:deleteStack",
        /// `aws:executeAutomation`
        ExecuteAutomation = "aws:executeAutomation",
        /// `aws:executeAwsApi`
        ExecuteAwsApi = "aws:executeAwsApi",
        /// `aws:executeScript`
        ExecuteScript = "aws:executeScript",
        /// `aws:executeStateMachine`
        ExecuteStateMachine = "aws:executeStateMachine",
        /// `aws:invokeLambdaFunction`
        InvokeLambdaFunction = "aws:invokeLambdaFunction",
        /// `aws:invokeWebhook`
        InvokeWebhook = "aws:invokeWebhook",
        /// `aws:loop`
        Loop = "aws:loop",
        /// `aws:pause`
        Pause = "aws:pause",
        /// `aws:runCommand`
        RunCommand = "aws:runCommand",
        /// `aws:runInstances`
        RunInstances = "aws:runInstances",
        /// `aws:sleep`
        Sleep = "aws:sleep",
        /// `aws:updateVariable`
        UpdateVariable = "aws:updateVariable",
        /// `aws:waitForAwsResourceProperty`
        WaitForAwsResourceProperty = "aws:waitForAwsResourceProperty",
    }
}
